package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.store.NodeBoardView;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.delivery.store.NodeSighting.Life;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page tells of the nodes that share a journal, and what this one tells them. */
class NodesTest {

  private final StatusPage page = StatusPage.create("node 7");
  private final Board board = new Board();

  @Test
  void page_showsThisNodeAlone_whenNoJournalIsShared() throws Exception {
    Told.on(page, "audit");
    assertThat(boards()).isEmpty();
  }

  @Test
  void page_showsEachNode_withWhatItReported() throws Exception {
    Told.on(page, "audit", board);
    board.show(
        Board.self("one"), Board.alive("two", Board.report("FAILING", 7, "It is dead.", "Late.")));

    JsonNode shown = boards().get(0);
    assertThat(shown.get("destination").asText()).isEqualTo("audit");
    assertThat(shown.get("stale").asBoolean()).isFalse();
    JsonNode one = shown.get("nodes").get(0);
    assertThat(one.get("self").asBoolean()).isTrue();
    assertThat(one.get("report").get("oldestMillis").asLong()).isEqualTo(-1);
    JsonNode two = shown.get("nodes").get(1);
    assertThat(two.get("name").asText()).isEqualTo("two");
    assertThat(two.get("life").asText()).isEqualTo("ALIVE");
    assertThat(two.get("sinceMillis").asLong()).isEqualTo(3_600_000);
    assertThat(two.get("silent").asBoolean()).isFalse();
    assertThat(two.get("report").get("state").asText()).isEqualTo("FAILING");
    assertThat(two.get("report").get("reasons")).hasSize(2);
    assertThat(two.get("report").get("undelivered").asLong()).isEqualTo(7);
    assertThat(two.get("report").get("oldestMillis").asLong()).isEqualTo(40_000);
    assertThat(two.get("report").get("journalMaxBytes").asLong()).isEqualTo(100_000);
    assertThat(two.get("report").get("lost").asLong()).isEqualTo(2);
    assertThat(two.get("report").get("version").asText()).isEqualTo("0.1.0");
  }

  @Test
  void board_isStale_whenItWasNotReadForLong_andANodeIsSilent_whenItDidNotReport()
      throws Exception {
    Told.on(page, "audit", board);
    NodeSighting silent =
        new NodeSighting("two", false, Life.ALIVE, "p", Board.HOUR, Duration.ofSeconds(31), null);
    board.view =
        new NodeBoardView(List.of(silent), Duration.ofSeconds(30).plusNanos(1), "No connection");

    JsonNode shown = boards().get(0);
    assertThat(shown.get("stale").asBoolean()).isTrue();
    assertThat(shown.get("trouble").asText()).isEqualTo("No connection");
    assertThat(shown.get("nodes").get(0).get("silent").asBoolean()).isTrue();
    assertThat(shown.get("nodes").get(0).has("report")).isFalse();
  }

  @Test
  void board_ofAClosedPublisher_isNotShown() throws Exception {
    Told told = Told.on(page, "audit", board);
    board.show(Board.self("one"));
    told.history.ended(Figures.quiet().stats());
    assertThat(boards()).isEmpty();
  }

  @Test
  void hostileNames_areEscaped() {
    Told.on(page, "audit", board);
    String hostile = "<img src=x>\u202e\n\u0000" + "n".repeat(1_000);
    board.show(Board.alive(hostile, Board.report("<b>", 1, "<script>\u2028")));
    assertThat(page.snapshot(StatusUser.reader("rita")))
        .doesNotContain("<", "\u202e", "\n", "\u2028", "n".repeat(400))
        .contains("\\u003cimg");
  }

  @Test
  void thisNode_reportsWhatItsPageShows() {
    Told told = Told.on(page, "audit", board);
    told.second(Figures.quiet().with("delivered", 1_000));
    told.after(Duration.ofMinutes(11), Figures.quiet().with("delivered", 1_500));
    told.second(
        Figures.quiet()
            .with("delivered", 1_590)
            .with("deadLettered", 6)
            .with("dropped", 4)
            .with("queued", 3)
            .with("journalBytes", 10)
            .with("journalMaxBytes", 100)
            .with("oldestInMemory", told.clock.now())
            .with("circuit", CircuitState.OPEN)
            .with("circuitSince", told.clock.now().minusSeconds(301)));
    told.clock.advance(Duration.ofSeconds(5));

    NodeReport report = board.reporter.get();
    assertThat(report.state()).isEqualTo("FAILING");
    assertThat(report.reasons()).anyMatch(reason -> reason.contains("circuit has not been closed"));
    assertThat(report.undelivered()).isEqualTo(3);
    assertThat(report.oldestAge()).isEqualTo(Duration.ofSeconds(6));
    assertThat(report.journalBytes()).isEqualTo(10);
    assertThat(report.journalMaxBytes()).isEqualTo(100);
    assertThat(report.delivered()).as("within ten minutes").isEqualTo(590);
    assertThat(report.lost()).isEqualTo(10);
    assertThat(report.window()).isEqualTo(Duration.ofMinutes(10));
    assertThat(report.version()).isNotBlank();
  }

  private JsonNode boards() throws Exception {
    return new ObjectMapper().readTree(page.snapshot(StatusUser.reader("rita"))).get("boards");
  }
}
