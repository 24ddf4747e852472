package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.testbed.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rules of a journal, for one in PostgreSQL. */
class PostgresJournalRulesTest extends EventJournalRules {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Override
  EventJournal open() throws Exception {
    return SERVER.open("node-1");
  }
}
