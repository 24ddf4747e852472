package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.testbed.LostAnswers;
import io.github.maestroevents.journal.testbed.PostgresServer;
import java.util.concurrent.TimeUnit;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One host and a PostgreSQL that fails it: a restart, lost answers, bounds, other versions. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresFailureTest {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Test
  void databaseRestart_losesNothing() throws Exception {
    try (EventJournal journal = SERVER.open("host")) {
      journal.append(range(1, 50));
      SERVER.stop();
      assertThatThrownBy(() -> journal.append(range(51, 60)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("node host");
      assertThatThrownBy(() -> journal.acknowledge(array(1, 10)))
          .isInstanceOf(JournalException.class);
      assertThatThrownBy(() -> journal.adopt(61)).isInstanceOf(JournalException.class);
      assertThat(journal.stats().events()).as("never asks the database").isEqualTo(50);
      SERVER.startAgain();

      journal.append(range(51, 60));
      journal.acknowledge(array(1, 10));
      assertThat(journal.adopt(61)).isZero();
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(11, 60));
      assertThat(journal.stats().events()).isEqualTo(50);
    }
  }

  @Test
  void append_isRightOnce_whenTheAnswerToItsCommitIsLost() {
    LostAnswers answers = new LostAnswers(SERVER.dataSource());
    try (EventJournal journal = PostgresJournal.on(answers.dataSource(), "host").open()) {
      journal.append(range(1, 5));
      answers.loseNextCommit();
      journal.append(range(6, 10));

      assertThat(sequences(readAll(journal))).isEqualTo(numbers(1, 10));
      assertThat(journal.stats().events()).isEqualTo(10);
    }
  }

  @Test
  void acknowledge_isCountedOnce_whenTheAnswerToItsCommitIsLost() {
    LostAnswers answers = new LostAnswers(SERVER.dataSource());
    try (EventJournal journal = PostgresJournal.on(answers.dataSource(), "host").open()) {
      journal.append(range(1, 10));
      answers.loseNextCommit();
      journal.acknowledge(array(1, 4));

      assertThat(journal.stats().events()).isEqualTo(6);
      journal.acknowledge(array(5, 10));
      assertThat(journal.stats().events()).isZero();
      assertThat(journal.stats().bytes()).isZero();
      assertThat(journal.stats().oldest()).isNull();
    }
  }

  @Test
  void append_isCounted_whenItWasCommittedAndFailedAllTheSame() {
    LostAnswers answers = new LostAnswers(SERVER.dataSource());
    try (EventJournal journal = PostgresJournal.on(answers.dataSource(), "host").open()) {
      journal.append(range(1, 5));
      answers.loseNextCommits(2);
      assertThatThrownBy(() -> journal.append(range(6, 10))).isInstanceOf(JournalException.class);

      journal.append(range(11, 12));

      assertThat(sequences(readAll(journal))).isEqualTo(numbers(1, 12));
      assertThat(journal.stats().events()).isEqualTo(12);
      journal.acknowledge(array(1, 12));
      assertThat(journal.stats().bytes()).isZero();
    }
  }

  @Test
  void eventThatAnEmptyJournalHasNoRoomFor_isToldFromOneThatMustWait() {
    try (EventJournal journal =
        PostgresJournal.on(SERVER.dataSource(), "host").maxBytes(100_000).open()) {
      journal.append(range(1, 1, 70_000));

      assertThatThrownBy(() -> journal.append(range(2, 2, 70_000)))
          .isInstanceOfSatisfying(
              JournalFullException.class, full -> assertThat(full.isForGood()).isFalse());
      assertThatThrownBy(() -> journal.append(range(2, 2, 150_000)))
          .isInstanceOfSatisfying(
              JournalFullException.class, full -> assertThat(full.isForGood()).isTrue());
    }
  }

  @Test
  void quota_refusesWhole_andMakesRoomByAcknowledging() {
    try (EventJournal journal =
        PostgresJournal.on(SERVER.dataSource(), "host").maxBytes(100_000).open()) {
      journal.append(range(1, 100));
      assertThatThrownBy(() -> journal.append(range(101, 400)))
          .isInstanceOf(JournalFullException.class)
          .hasMessageContaining("100000")
          .hasMessageContaining("maxBytes");
      assertThat(journal.stats().events()).isEqualTo(100);
      journal.acknowledge(array(1, 100));
      assertThat(journal.stats().bytes()).isZero();
      journal.append(range(101, 200));
    }
  }

  @Test
  void tablesOfAnotherVersion_areRefused() throws Exception {
    SERVER.open("host").close();
    SERVER.execute("UPDATE maestro_journal_version SET version = 2");

    assertThatThrownBy(() -> SERVER.open("host"))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("version 1");
  }

  @Test
  void databaseThatCannotBeReached_isNamed() {
    assertThatThrownBy(
            () ->
                PostgresJournal.on(
                        PostgresServer.dataSource("jdbc:postgresql://127.0.0.1:1/none"), "host")
                    .open())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Cannot open the journal of node host");
  }

  @Test
  void durability_isTheDatabases_andNeverOff() throws Exception {
    SERVER.execute("ALTER ROLE postgres SET synchronous_commit = off");
    try (EventJournal journal = SERVER.open("host")) {
      SERVER.noteCommitsOfAppends();
      journal.append(range(1, 5));
      journal.acknowledge(array(1, 2)); // whose commit need not wait
      journal.append(range(6, 9));
      assertThat(SERVER.number("SELECT COUNT(*) FROM seen")).isPositive();
      assertThat(SERVER.number("SELECT COUNT(*) FROM seen WHERE setting <> 'on'")).isZero();
    } finally {
      SERVER.execute("ALTER ROLE postgres RESET synchronous_commit");
    }
  }

  @Test
  void refusedRow_isNamedWithoutAnythingOfItsEvent() throws Exception {
    try (EventJournal journal = SERVER.open("host")) {
      SERVER.execute(
          "ALTER TABLE maestro_journal_event ADD CONSTRAINT small CHECK (length(payload) < 200)");

      assertThatThrownBy(() -> journal.append(range(1, 2, 300)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("a constraint does not allow it")
          .hasMessageContaining("23514")
          .satisfies(
              e ->
                  assertThat(Throwables.getStackTrace(e))
                      .doesNotContain("filler", "7b226e", "daily", "run-1", "INSERT", "Detail"));
    }
  }
}
