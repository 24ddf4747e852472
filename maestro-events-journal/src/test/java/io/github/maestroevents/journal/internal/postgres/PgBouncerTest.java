package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.testbed.PgBouncer;
import io.github.maestroevents.journal.testbed.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PgBouncer in transaction mode: each transaction may run in another session. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PgBouncerTest {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @ParameterizedTest(name = "{0} session(s)")
  @ValueSource(ints = {1, 3})
  void journalsOfSeveralNodes_shareItsSessions(int sessions) throws Exception {
    try (PgBouncer bouncer = PgBouncer.before(SERVER.port(), sessions)) {
      try (EventJournal one = open(bouncer, "one");
          EventJournal two = open(bouncer, "two")) {
        for (int round = 0; round < 10; round++) { // the driver would prepare at the fifth time
          use(one, 100 * round + 1);
          use(two, 100 * round + 1);
        }
        one.append(range(1_001, 1_010));
      }
      assertThat(SERVER.number("SELECT COUNT(*) FROM maestro_journal_event")).isEqualTo(10);
      try (EventJournal again = open(bouncer, "one")) {
        assertThat(sequences(readAll(again))).isEqualTo(numbers(1_001, 1_010));
      }
    }
  }

  @Test
  void journal_goesOn_afterPgBouncerWasStartedAnew() throws Exception {
    try (PgBouncer bouncer = PgBouncer.before(SERVER.port(), 2);
        EventJournal journal = open(bouncer, "one")) {
      use(journal, 1);
      bouncer.stop();
      bouncer.startAgain();
      use(journal, 101);
    }
  }

  @Test
  void acceptedEvents_areOnDisk_inWhicheverSessionTheyWereWritten() throws Exception {
    SERVER.execute("ALTER ROLE postgres SET synchronous_commit = off");
    try (PgBouncer bouncer = PgBouncer.before(SERVER.port(), 3);
        EventJournal journal = open(bouncer, "one")) {
      SERVER.noteCommitsOfAppends();
      for (int round = 0; round < 6; round++) {
        try (Connection busy = PostgresServer.dataSource(bouncer.url()).getConnection();
            Statement statement = busy.createStatement()) {
          busy.setAutoCommit(false);
          try (ResultSet held = statement.executeQuery("SELECT 1")) { // takes the session used last
            assertThat(held.next()).isTrue();
          }
          journal.append(range(10 * round + 1, 10 * round + 10));
          busy.rollback();
        }
      }
    } finally {
      SERVER.execute("ALTER ROLE postgres RESET synchronous_commit");
    }
    assertThat(SERVER.number("SELECT COUNT(*) FROM seen")).isPositive();
    assertThat(SERVER.number("SELECT COUNT(*) FROM seen WHERE setting <> 'on'")).isZero();
  }

  private static EventJournal open(PgBouncer bouncer, String node) {
    return PostgresJournal.on(PostgresServer.dataSource(bouncer.url()), node).open();
  }

  private static void use(EventJournal journal, long first) {
    journal.append(range(first, first + 49));
    journal.append(range(first + 50, first + 99));
    assertThat(sequences(readAll(journal))).isEqualTo(numbers(first, first + 99));
    journal.acknowledge(array(first, first + 99));
    assertThat(journal.adopt(first + 100)).isZero();
    assertThat(journal.stats().events()).isZero();
  }
}
