package io.github.maestroevents.journal.testbed;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.SqliteJournal;
import java.nio.file.Path;

/** Writes batches without end, telling the last sequence of each once it is durable. */
public final class SqliteWriterProcess {

  private SqliteWriterProcess() {}

  public static void main(String[] args) {
    EventJournal journal = SqliteJournal.at(Path.of(args[0])).keepFree(0).open();
    int batch = Integer.parseInt(args[1]);
    for (long next = journal.lastSequence() + 1; ; next += batch) {
      journal.append(Entries.range(next, next + batch - 1));
      System.out.println(next + batch - 1);
    }
  }
}
