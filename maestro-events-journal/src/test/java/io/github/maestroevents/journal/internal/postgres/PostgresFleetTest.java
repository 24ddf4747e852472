package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.ids;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.LostAnswers;
import io.github.maestroevents.journal.testbed.PostgresServer;
import io.github.maestroevents.journal.testbed.PostgresWriterProcess;
import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several hosts and one PostgreSQL: leases, and the events of the dead. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresFleetTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Test
  void killedHost_isDeliveredByItsNeighbour_onceItsLeaseIsOver() throws Exception {
    long safe = 0;
    try (EventJournal neighbour = SERVER.open("neighbour");
        ChildProcess host = ChildProcess.run(PostgresWriterProcess.class, SERVER.url(), "host")) {
      neighbour.append(range(1, 3));
      for (int i = 0; i < 20; i++) {
        safe = Long.parseLong(host.line());
      }
      assertThat(neighbour.adopt(4)).as("adopted from the living").isZero();
      host.kill();
      for (String more = host.line(); more != null; more = host.line()) {
        safe = Long.parseLong(more);
      }
      int[] adopted = {0};
      Await.until("the lease is over", DEADLINE, () -> (adopted[0] = neighbour.adopt(4)) > 0);

      assertThat(adopted[0]).isGreaterThanOrEqualTo((int) safe);
      List<JournalEntry> all = readAll(neighbour);
      assertThat(sequences(all)).isEqualTo(numbers(1, 3 + adopted[0]));
      assertThat(ids(all.subList(3, all.size()))).isEqualTo(ids(1, adopted[0]));
      assertThat(neighbour.stats().events()).isEqualTo(all.size());
      assertThat(neighbour.lastSequence()).isEqualTo(all.size());
      neighbour.acknowledge(array(1, all.size()));
      assertThat(SERVER.number("SELECT count(*) FROM maestro_journal_event")).isZero();
    }
  }

  @Test
  void neighbours_shareTheDead_eachEventOnce() throws Exception {
    for (int dead = 1; dead <= 4; dead++) {
      try (EventJournal journal = SERVER.open("dead-" + dead)) {
        journal.append(range(dead * 1000L, dead * 1000L + 99));
      }
    }
    SERVER.execute("UPDATE maestro_journal_lease SET expires_at = now() - interval '1 hour'");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (EventJournal one = SERVER.open("one");
        EventJournal two = SERVER.open("two")) {
      Future<Integer> byOne = threads.submit(adoptAll(one));
      Future<Integer> byTwo = threads.submit(adoptAll(two));

      assertThat(byOne.get() + byTwo.get()).isEqualTo(400);
      assertThat(one.stats().events() + two.stats().events()).isEqualTo(400);
      assertThat(
              SERVER.number(
                  "SELECT count(DISTINCT event_id) FROM maestro_journal_event"
                      + " WHERE node IN ('one', 'two')"))
          .isEqualTo(400);
      assertThat(SERVER.number("SELECT count(*) FROM maestro_journal_lease")).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Integer> adoptAll(EventJournal journal) {
    return () -> {
      int all = 0;
      for (int idle = 0; idle < 20; idle++) {
        int adopted = journal.adopt(all + 1L);
        all += adopted;
        idle = adopted > 0 ? 0 : idle;
      }
      return all;
    };
  }

  @Test
  void adoption_isBounded_andKeepsTheOrder_acrossCalls() throws Exception {
    try (EventJournal dead = SERVER.open("dead")) {
      for (long first = 1; first < 12_000; first += 1000) {
        dead.append(range(first, first + 999));
      }
    }
    SERVER.expire("dead");
    try (EventJournal living = SERVER.open("living")) {
      assertThat(living.adopt(1)).isEqualTo(5000);
      assertThat(living.adopt(5001)).isEqualTo(5000);
      assertThat(living.adopt(10_001)).isEqualTo(2000);
      assertThat(living.adopt(12_001)).isZero();
      assertThat(ids(readAll(living))).isEqualTo(ids(1, 12_000));
    }
  }

  @Test
  void anotherDestination_isNotAdopted() throws Exception {
    try (EventJournal dead =
        PostgresJournal.on(SERVER.dataSource(), "dead").destination("webhook").open()) {
      dead.append(range(1, 5));
    }
    SERVER.expire("dead");
    try (EventJournal living = SERVER.open("living")) {
      assertThat(living.adopt(1)).isZero();
    }
  }

  @Test
  void restartedHost_findsItsEvents_beforeItsLeaseIsOver() {
    SERVER.open("host").append(range(1, 5)); // and is killed
    try (EventJournal again = SERVER.open("host");
        EventJournal neighbour = SERVER.open("neighbour")) {
      assertThat(neighbour.adopt(1)).isZero();
      assertThat(again.lastSequence()).isEqualTo(5);
      assertThat(sequences(readAll(again))).isEqualTo(numbers(1, 5));
    }
  }

  @Test
  void olderProcess_failsLoudly_whenANewerOneTookItsName() {
    try (EventJournal older = SERVER.open("host")) {
      older.append(range(1, 5));
      try (EventJournal newer = SERVER.open("host")) {
        assertThatThrownBy(() -> older.append(range(6, 9)))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("host")
            .hasMessageContaining("newer process of the same name")
            .hasMessageContaining("process " + ProcessHandle.current().pid());
        assertThatThrownBy(() -> older.adopt(6)).hasMessageContaining("newer process");
        newer.append(range(6, 7));
        assertThat(sequences(readAll(newer))).isEqualTo(numbers(1, 7));
      }
    }
  }

  @Test
  void olderProcess_neitherReadsNorDeletes_whatTheNewerOneHasAccepted() throws Exception {
    try (EventJournal older = SERVER.open("host")) {
      older.append(range(1, 5));
      try (EventJournal newer = SERVER.open("host")) {
        newer.append(range(6, 9));

        assertThatThrownBy(() -> older.acknowledge(array(6, 9)))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("newer process of the same name");
        assertThatThrownBy(() -> older.read(0, 10, Long.MAX_VALUE))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("newer process of the same name");
        assertThat(sequences(readAll(newer))).isEqualTo(numbers(1, 9));
      }
    }
  }

  @Test
  void tool_getsTheJournalOnlyWhileNobodyLives_andLosesItToAHost() throws Exception {
    PostgresJournal settings = PostgresJournal.on(SERVER.dataSource(), "host");
    EventJournal killed = SERVER.open("host");
    killed.append(range(1, 5));
    assertThatThrownBy(settings::openIfFree)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    killed.append(range(6, 6));

    SERVER.expire("host");
    try (EventJournal tool = settings.openIfFree();
        EventJournal host = SERVER.open("host")) {
      assertThatThrownBy(() -> tool.acknowledge(array(1, 6)))
          .hasMessageContaining("newer process of the same name");
      assertThat(host.stats().events()).isEqualTo(6);
    }
  }

  @Test
  void slowHost_goesOn_afterItsEventsWereAdopted() throws Exception {
    try (EventJournal slow = SERVER.open("slow");
        EventJournal neighbour = SERVER.open("neighbour")) {
      slow.append(range(1, 5));
      SERVER.expire("slow");
      assertThat(neighbour.adopt(1)).isEqualTo(5);
      assertThat(neighbour.adopt(6)).as("the lease is forgotten").isZero();

      slow.append(range(6, 7));
      assertThat(slow.stats().events()).isEqualTo(2);
      assertThat(sequences(readAll(slow))).isEqualTo(numbers(6, 7));
      slow.acknowledge(array(1, 7));
      assertThat(neighbour.stats().events()).isEqualTo(5);
      assertThat(sequences(readAll(neighbour))).isEqualTo(numbers(1, 5));
    }
  }

  @Test
  void adoptedEvents_areToldOnTheNextCall_whenTheAnswerToTheCommitIsLost() throws Exception {
    try (EventJournal dead = SERVER.open("dead")) {
      dead.append(range(100, 119));
    }
    LostAnswers answers = new LostAnswers(SERVER.dataSource());
    try (EventJournal journal = PostgresJournal.on(answers.dataSource(), "host").open()) {
      journal.append(range(1, 5));
      SERVER.expire("dead");
      answers.loseNextCommit();
      assertThatThrownBy(() -> journal.adopt(6)).isInstanceOf(JournalException.class);
      assertThatThrownBy(() -> journal.append(range(6, 9)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("adopted");

      journal.append(range(1000, 1001));
      assertThat(journal.adopt(2000)).isEqualTo(20);
      assertThat(sequences(readAll(journal)))
          .startsWith(1L, 2L, 3L, 4L, 5L, 1000L, 1001L, 2000L)
          .endsWith(2019L)
          .hasSize(27);
      assertThat(ids(journal.read(1001, 20, Long.MAX_VALUE))).isEqualTo(ids(100, 119));
      assertThat(journal.stats().events()).isEqualTo(27);
    }
  }

  @Test
  void damagedRow_isQuarantined_andTheRestIsDelivered_byTheHostOrByItsHeir() throws Exception {
    try (EventJournal journal = SERVER.open("host")) {
      journal.append(range(1, 10));
      damage(3);
      assertThat(sequences(readAll(journal))).hasSize(9).doesNotContain(3L);
      assertThat(journal.stats().quarantined()).isEqualTo(1);
      assertThat(journal.stats().events()).isEqualTo(9);
      damage(7);
    }
    SERVER.expire("host");
    try (EventJournal heir = SERVER.open("heir")) {
      assertThat(heir.adopt(1)).isEqualTo(8);
      assertThat(heir.stats().events()).isEqualTo(8);
      assertThat(readAll(heir)).hasSize(8);
    }
    assertThat(
            SERVER.number(
                "SELECT count(*) FROM maestro_journal_quarantine"
                    + " WHERE node = 'host' AND reason LIKE '%CRC32C%' AND found_at > 0"
                    + " AND octet_length(payload) = 100"))
        .isEqualTo(2);
  }

  private static void damage(long sequence) throws Exception {
    SERVER.execute(
        "UPDATE maestro_journal_event SET payload = set_byte(payload, 5, 0) WHERE sequence = "
            + sequence);
  }
}
