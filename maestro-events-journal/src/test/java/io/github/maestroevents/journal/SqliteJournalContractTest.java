package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.testkit.EventJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What the engine relies on, for a journal in a SQLite file. */
class SqliteJournalContractTest extends EventJournalContract {

  @TempDir Path directory;

  @Override
  protected EventJournal open() {
    return SqliteJournal.at(directory.resolve("journal")).keepFree(0).open();
  }
}
