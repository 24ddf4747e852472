package io.github.maestroevents.status;

import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.delivery.store.NodeBoardView;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All nodes of the shared journals of these destinations, for the page: one row for each node and
 * destination. Without a shared journal there is nothing to tell. Any thread.
 */
final class NodesJson {

  /** A board that was not read for so long, or a living node that did not report, is stale. */
  static final Duration STALE = Duration.ofSeconds(30);

  private final Json json;

  private NodesJson(Json json) {
    this.json = json;
  }

  static void write(List<StatusHistory> shown, Json json) {
    new NodesJson(json).boards(shown);
  }

  private void boards(List<StatusHistory> shown) {
    json.name("boards").open('[');
    for (StatusHistory history : shown) {
      Optional<NodeBoard> board =
          history.hasEnded() ? Optional.empty() : history.destination().nodeBoard();
      if (board.isPresent()) {
        board(history.destination().name(), board.get().view());
      }
    }
    json.close(']');
  }

  private void board(String destination, NodeBoardView view) {
    json.open('{');
    json.field("destination", LogText.id(destination));
    millis("readMillis", view.age());
    json.field("stale", isLong(view.age()));
    json.field("trouble", view.trouble());
    json.name("nodes").open('[');
    for (NodeSighting node : view.nodes()) {
      node(node);
    }
    json.close(']');
    json.close('}');
  }

  private static boolean isLong(@Nullable Duration age) {
    return age != null && age.compareTo(STALE) > 0;
  }

  private void node(NodeSighting node) {
    json.open('{');
    json.field("name", LogText.id(node.node()));
    json.field("self", node.self());
    json.field("life", node.life().name());
    json.field("silent", isLong(node.silence()));
    json.field("process", LogText.id(node.process()));
    millis("sinceMillis", node.since());
    millis("silenceMillis", node.silence());
    NodeReport report = node.report();
    if (report != null) {
      report(report);
    }
    json.close('}');
  }

  private void report(NodeReport report) {
    json.name("report").open('{');
    json.field("state", report.state());
    json.name("reasons").open('[');
    report.reasons().forEach(json::value);
    json.close(']');
    json.field("undelivered", report.undelivered());
    millis("oldestMillis", report.oldestAge());
    json.field("journalBytes", report.journalBytes());
    json.field("journalMaxBytes", report.journalMaxBytes());
    json.field("delivered", report.delivered());
    json.field("lost", report.lost());
    json.field("windowMillis", report.window().toMillis());
    json.field("version", report.version());
    json.close('}');
  }

  /** -1 if it is not known. */
  private void millis(String name, @Nullable Duration duration) {
    json.field(name, duration == null ? -1 : duration.toMillis());
  }
}
