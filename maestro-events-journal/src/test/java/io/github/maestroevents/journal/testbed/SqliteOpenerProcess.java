package io.github.maestroevents.journal.testbed;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.SqliteJournal;
import java.nio.file.Path;

/** Opens a journal, writes an event and closes it, and tells "opened", or why it could not. */
public final class SqliteOpenerProcess {

  private SqliteOpenerProcess() {}

  public static void main(String[] args) {
    try (EventJournal journal = SqliteJournal.at(Path.of(args[0])).keepFree(0).open()) {
      long next = journal.lastSequence() + 1;
      journal.append(Entries.range(next, next));
      System.out.println("opened");
    } catch (JournalException e) {
      System.out.println(e.getMessage());
    }
  }
}
