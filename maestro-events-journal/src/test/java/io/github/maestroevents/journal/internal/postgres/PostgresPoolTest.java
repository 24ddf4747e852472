package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.testbed.PoolOfOne;
import io.github.maestroevents.journal.testbed.PostgresServer;
import io.github.maestroevents.journal.testbed.TransactionPool;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pools between a host and its database. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresPoolTest {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Test
  void poolOfOne_isEnough_alsoWhenTheConnectionIsLost() throws Exception {
    DataSource pool = new PoolOfOne(SERVER.dataSource()).dataSource();
    try (EventJournal journal = PostgresJournal.on(pool, "host").open()) {
      useIt(journal, 1);
      SERVER.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
              + " AND backend_type = 'client backend'");
      useIt(journal, 101);
    }
    try (EventJournal journal = PostgresJournal.on(pool, "host").open()) {
      assertThat(journal.stats().events()).isZero();
    }
  }

  @Test
  void poolOfTransactions_isEnough_withoutStatementsPreparedInTheServer() throws Exception {
    DataSource database = PostgresServer.dataSource(SERVER.url() + "&prepareThreshold=0");
    try (TransactionPool pool = new TransactionPool(database, 3)) {
      try (EventJournal journal = PostgresJournal.on(pool.dataSource(), "host").open()) {
        for (int round = 0; round < 10; round++) { // the driver prepares at the fifth time
          useIt(journal, 100 * round + 1);
        }
      }
      assertThat(SERVER.number("SELECT COUNT(*) FROM maestro_journal_event")).isZero();
    }
  }

  private static void useIt(EventJournal journal, long first) {
    journal.append(range(first, first + 49));
    journal.append(range(first + 50, first + 99));
    assertThat(sequences(readAll(journal))).isEqualTo(numbers(first, first + 99));
    journal.acknowledge(array(first, first + 99));
    assertThat(journal.adopt(first + 100)).isZero();
    assertThat(journal.stats().events()).isZero();
  }
}
