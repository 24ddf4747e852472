package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.PostgresReporterProcess.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.delivery.store.NodeBoardView;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.delivery.store.NodeSighting.Life;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.internal.jdbc.JdbcEventJournal;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.PoolOfOne;
import io.github.maestroevents.journal.testbed.PostgresReporterProcess;
import io.github.maestroevents.journal.testbed.PostgresServer;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testkit.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** What the nodes that share a PostgreSQL journal know of each other. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresBoardTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  private final ManualClock clock = ManualClock.create();

  @Test
  void twoNodes_seeEachOther_withWhatEachHasReported() {
    try (EventJournal one = open("one", clock);
        EventJournal two = open("two", clock)) {
      tell(one, report("HEALTHY"));
      tell(two, report("DEGRADED", "Queue is 90% full.", "Journal is 81% full."));
      tellAgain(one);

      NodeBoardView view = board(one).view();
      assertThat(view.trouble()).isNull();
      assertThat(view.age()).isZero();
      assertThat(view.nodes()).extracting(NodeSighting::node).containsExactly("one", "two");
      assertThat(view.nodes()).extracting(NodeSighting::self).containsExactly(true, false);
      assertThat(view.nodes()).extracting(NodeSighting::life).containsOnly(Life.ALIVE);
      NodeSighting other = view.nodes().get(1);
      assertThat(other.report())
          .isEqualTo(report("DEGRADED", "Queue is 90% full.", "Journal is 81% full."));
      assertThat(other.process()).contains("process " + ProcessHandle.current().pid());
      assertThat(other.since()).isLessThan(MINUTE);
      assertThat(other.silence()).isLessThan(MINUTE);
    }
  }

  @Test
  void killedNode_isDownWithItsLastReport_onceItsLeaseIsOver() throws Exception {
    try (EventJournal living = SERVER.open("living");
        ChildProcess child =
            ChildProcess.run(PostgresReporterProcess.class, SERVER.url(), "child")) {
      assertThat(child.line()).isEqualTo("told");
      board(living).reportBy(() -> report("HEALTHY"));
      Await.until("it lives", DEADLINE, () -> lifeOf(living, "child") == Life.ALIVE);
      child.kill();
      Await.until("it is down", DEADLINE, () -> lifeOf(living, "child") == Life.DOWN);

      NodeSighting dead = seen(living, "child");
      assertThat(dead.report()).isEqualTo(report("FAILING", "The circuit is open."));
      assertThat(dead.silence()).isBetween(Duration.ofMillis(1), MINUTE);
      assertThat(dead.process()).contains("process " + child.pid());
      assertThat(lifeOf(living, "living")).isEqualTo(Life.ALIVE);
    }
  }

  @Test
  void node_hasEnded_whenItsJournalIsClosed_andLivesAgainWhenItIsBack() {
    try (EventJournal living = open("living", clock)) {
      EventJournal other = open("other", clock);
      tell(other, report("HEALTHY"));
      other.close();
      tell(living, report("HEALTHY"));
      assertThat(seen(living, "other").life()).isEqualTo(Life.ENDED);

      try (EventJournal again = open("other", clock)) {
        tell(again, report("PAUSED"));
        tellAgain(living);
        assertThat(seen(living, "other").life()).isEqualTo(Life.ALIVE);
      }
    }
  }

  @Test
  void nodeWithoutAPage_isSeenByItsLease_andWritesNothing() throws Exception {
    try (EventJournal quiet = open("quiet", clock);
        EventJournal living = open("living", clock)) {
      int unused = quiet.adopt(1);
      tell(living, report("HEALTHY"));

      NodeSighting seen = seen(living, "quiet");
      assertThat(seen.life()).isEqualTo(Life.ALIVE);
      assertThat(seen.report()).isNull();
      assertThat(seen.since()).isNull();
      assertThat(SERVER.number("SELECT count(*) FROM maestro_journal_node")).isEqualTo(1);
      assertThat(board(quiet).view()).isEqualTo(NodeBoardView.UNREAD);
    }
  }

  @Test
  void board_isWrittenEverySomeSecondsAtMost() {
    try (EventJournal one = open("one", clock)) {
      tell(one, report("HEALTHY"));
      board(one).reportBy(() -> report("FAILING"));
      clock.advance(PostgresBoard.INTERVAL.minusMillis(1));
      int unused = one.adopt(1);
      assertThat(stateOf(one, "one")).isEqualTo("HEALTHY");

      clock.advance(Duration.ofMillis(1));
      unused = one.adopt(1);
      assertThat(stateOf(one, "one")).isEqualTo("FAILING");
    }
  }

  @Test
  void ages_areTheDatabases_whateverTheClocksOfTheMachinesSay() {
    ManualClock past = ManualClock.startingAt(Instant.parse("1999-01-01T00:00:00Z"));
    ManualClock future = ManualClock.startingAt(Instant.parse("2099-01-01T00:00:00Z"));
    try (EventJournal one = open("one", past);
        EventJournal two = open("two", future)) {
      tell(one, report("HEALTHY"));
      tell(two, report("HEALTHY"));
      assertThat(board(two).view().nodes())
          .allSatisfy(node -> assertThat(node.silence()).isLessThan(MINUTE))
          .allSatisfy(node -> assertThat(node.since()).isLessThan(MINUTE));
    }
  }

  @Test
  void view_agesAndTellsWhy_whileTheDatabaseIsAway_andIsFreshWhenItIsBack() throws Exception {
    try (EventJournal one = open("one", clock)) {
      tell(one, report("HEALTHY"));
      SERVER.stop();
      try {
        clock.advance(MINUTE);
        assertThatThrownBy(() -> one.adopt(1)).isInstanceOf(JournalException.class);
        assertThat(board(one).view().age()).isEqualTo(MINUTE);
        assertThat(board(one).view().nodes()).hasSize(1);
      } finally {
        SERVER.startAgain();
      }
      tellAgain(one);
      assertThat(board(one).view().age()).isZero();
    }
  }

  @Test
  void journal_goesOn_whenTheBoardIsGoneOrTheReporterFails() throws Exception {
    try (EventJournal one = open("one", clock)) {
      tell(one, report("HEALTHY"));
      SERVER.execute("ALTER TABLE maestro_journal_node RENAME TO away");
      tellAgain(one);
      one.append(range(1, 3));
      assertThat(board(one).view().trouble()).contains("a table is not there");
      assertThat(one.stats().events()).isEqualTo(3);

      SERVER.execute("ALTER TABLE away RENAME TO maestro_journal_node");
      board(one)
          .reportBy(
              () -> {
                throw new IllegalStateException("secret");
              });
      tellAgain(one);
      assertThat(board(one).view().trouble()).isNull();
      assertThat(stateOf(one, "one")).isEqualTo("HEALTHY");
    }
  }

  @Test
  void whatNobodyOfUsWrote_isShownWithoutAReport_andBounded() throws Exception {
    try (EventJournal one = open("one", clock)) {
      SERVER.execute(
          "INSERT INTO maestro_journal_node SELECT 'default', name, 'x', repeat('p', 100000),"
              + " now(), now() + interval '1 year', false, report FROM (VALUES"
              + " ('no json', '<script>'), ('nested', '{\"a\":{}}'),"
              + " ('no number', '{\"delivered\":\"many\"}'),"
              + " ('long', '{\"state\":\"' || repeat('x', 1000000) || '\"}'),"
              + " (repeat('n', 100000), '{}'),"
              + " ('words', '{\"state\":\"' || repeat('x', 1000) || '\",\"reason1\":\"a\\nb\","
              + "\"undelivered\":\"-5\",\"new\":\"field\"}')) AS rows(name, report)");
      tell(one, report("HEALTHY"));

      for (String node : List.of("no json", "nested", "no number", "long")) {
        assertThat(seen(one, node).report()).as(node).isNull();
      }
      assertThat(seen(one, "n".repeat(300)).process()).hasSize(300);
      assertThat(seen(one, "words").silence()).isZero();
      NodeReport words = seen(one, "words").report();
      assertThat(words.state()).hasSizeLessThan(100);
      assertThat(words.reasons()).containsExactly("a\\u000ab");
      assertThat(words.undelivered()).isZero();
    }
  }

  @Test
  void silentNodes_areForgottenAfterADay_andOfManyTheOldest() throws Exception {
    try (EventJournal one = open("one", clock)) {
      silent("a day", "23 hours");
      silent("too long", "25 hours");
      tell(one, report("HEALTHY"));
      assertThat(board(one).view().nodes())
          .extracting(NodeSighting::node)
          .containsExactly("a day", "one");

      SERVER.execute(
          "INSERT INTO maestro_journal_node SELECT 'default', 'n' || i, '', '', now(),"
              + " now() - i * interval '1 s', false, '{}' FROM generate_series(1, 500) AS i");
      tellAgain(one);
      tellAgain(one);
      assertThat(board(one).view().nodes()).hasSizeLessThanOrEqualTo(PostgresBoardRows.MOST_NODES);
      assertThat(lifeOf(one, "n1")).isEqualTo(Life.DOWN);
      assertThat(lifeOf(one, "one")).isEqualTo(Life.ALIVE);
    }
  }

  @Test
  void anotherDestination_isAnotherBoard() {
    try (EventJournal one = open("one", clock);
        EventJournal webhook =
            PostgresJournal.on(SERVER.dataSource(), "two").destination("webhook").open()) {
      board(webhook).reportBy(() -> report("HEALTHY"));
      int unused = webhook.adopt(1);
      tell(one, report("HEALTHY"));
      assertThat(board(one).view().nodes()).extracting(NodeSighting::node).containsExactly("one");
    }
  }

  @Test
  void tablesOfAnEarlierVersion_getTheBoard() throws Exception {
    open("one", clock).close();
    SERVER.execute("DROP TABLE maestro_journal_node");
    try (EventJournal one = open("one", clock)) {
      tell(one, report("HEALTHY"));
      assertThat(stateOf(one, "one")).isEqualTo("HEALTHY");
    }
  }

  @Test
  void roleThatMayNotCreate_opensTheJournalOfAnEarlierVersion_withoutABoard() throws Exception {
    open("one", clock).close();
    SERVER.execute("DROP TABLE maestro_journal_node");
    SERVER.execute(
        "DROP ROLE IF EXISTS host; CREATE ROLE host LOGIN;"
            + "REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO host;"
            + "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO host");
    PGSimpleDataSource asHost = (PGSimpleDataSource) SERVER.dataSource();
    asHost.setUser("host");
    try (EventJournal one = open(asHost, "one", clock)) {
      one.append(range(1, 3));
      tell(one, report("HEALTHY"));
      assertThat(board(one).view().trouble()).contains("no table of the nodes");
      assertThat(board(one).view().nodes()).isEmpty();
    }
    SERVER.execute("DROP OWNED BY host; DROP ROLE host");
  }

  @Test
  void tableWithATrigger_isRefused() throws Exception {
    open("one", clock).close();
    SERVER.execute(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
            + "CREATE TRIGGER spy BEFORE INSERT ON maestro_journal_node"
            + " FOR EACH ROW EXECUTE FUNCTION f()");
    assertThatThrownBy(() -> open("one", clock))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("maestro_journal_node has the trigger spy");
  }

  @Test
  void oneConnection_isEnough() {
    DataSource pool = new PoolOfOne(SERVER.dataSource()).dataSource();
    try (EventJournal one = open(pool, "one", clock)) {
      tell(one, report("HEALTHY"));
      assertThat(stateOf(one, "one")).isEqualTo("HEALTHY");
    }
  }

  @Test
  void tool_seesTheNodes_andIsNone() {
    try (EventJournal one = open("one", clock)) {
      tell(one, report("DEGRADED", "Queue is 90% full."));
      JournalPlace all = JournalPlace.inDatabase(SERVER.dataSource(), "default", null);
      assertThat(all.nodes()).extracting(NodeSighting::node).containsExactly("one");
      assertThat(all.nodes().get(0).self()).isFalse();
      assertThat(JournalPlace.inDatabase(SERVER.dataSource(), "default", "two").nodes()).isEmpty();
    }
    try (EventJournal tool = PostgresJournal.on(SERVER.dataSource(), "one").openIfFree()) {
      assertThat(tool.nodeBoard()).isEmpty();
    }
  }

  private static void silent(String node, String since) throws SQLException {
    SERVER.execute(
        "INSERT INTO maestro_journal_node VALUES ('default', '"
            + node
            + "', '', '', now() - interval '3 days', now() - interval '"
            + since
            + "', false, '{}')");
  }

  private static EventJournal open(String node, ManualClock clock) {
    return open(SERVER.dataSource(), node, clock);
  }

  private static EventJournal open(DataSource database, String node, ManualClock clock) {
    PostgresSettings settings =
        new PostgresSettings(
            "default", node, null, "postgres", Duration.ofSeconds(30), 1 << 20, clock);
    return JdbcEventJournal.over(PostgresTables.open(database, settings, false));
  }

  private static NodeBoard board(EventJournal journal) {
    return journal.nodeBoard().orElseThrow();
  }

  private static void tell(EventJournal journal, NodeReport report) {
    board(journal).reportBy(() -> report);
    int unused = journal.adopt(1_000);
  }

  private void tellAgain(EventJournal journal) {
    clock.advance(PostgresBoard.INTERVAL);
    int unused = journal.adopt(1_000);
  }

  /** Null while it is not seen. */
  private static Life lifeOf(EventJournal journal, String node) {
    int unused = journal.adopt(1_000);
    return board(journal).view().nodes().stream()
        .filter(seen -> seen.node().equals(node))
        .map(NodeSighting::life)
        .findFirst()
        .orElse(null);
  }

  private static String stateOf(EventJournal journal, String node) {
    return seen(journal, node).report().state();
  }

  private static NodeSighting seen(EventJournal journal, String node) {
    return board(journal).view().nodes().stream()
        .filter(seen -> seen.node().equals(node))
        .findFirst()
        .orElseThrow(() -> new AssertionError(node + " is not in " + board(journal).view()));
  }
}
