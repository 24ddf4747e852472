package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a journal, for one in a SQLite file. */
class SqliteJournalRulesTest extends EventJournalRules {

  @TempDir Path directory;

  @Override
  EventJournal open() {
    return SqliteJournal.at(directory.resolve("journal")).keepFree(0).open();
  }
}
