package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.testbed.PostgresServer;
import io.github.maestroevents.testkit.EventJournalContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the engine relies on, for a journal in PostgreSQL. */
class PostgresJournalContractTest extends EventJournalContract {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Override
  protected EventJournal open() throws Exception {
    return SERVER.open("node-1");
  }
}
