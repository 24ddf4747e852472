package io.github.maestroevents.journal.testbed;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import java.time.Duration;

/** A host that writes batches without end, telling the last sequence of each once it is safe. */
public final class PostgresWriterProcess {

  private PostgresWriterProcess() {}

  public static void main(String[] args) {
    EventJournal journal =
        PostgresJournal.on(PostgresServer.dataSource(args[0]), args[1])
            .leaseTime(Duration.ofSeconds(1))
            .open();
    for (long next = journal.lastSequence() + 1; ; next += 10) {
      journal.append(Entries.range(next, next + 9));
      System.out.println(next + 9);
    }
  }
}
