package io.github.maestroevents.status;

import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.delivery.store.NodeBoardView;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.delivery.store.NodeSighting.Life;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A board that a test fills. */
final class Board implements NodeBoard {

  static final Duration HOUR = Duration.ofHours(1);
  static final Duration SECOND = Duration.ofSeconds(1);

  // Written by the test, read by the page's threads.
  volatile NodeBoardView view = NodeBoardView.UNREAD;
  Supplier<NodeReport> reporter;

  @Override
  public void reportBy(Supplier<NodeReport> reporter) {
    this.reporter = reporter;
  }

  @Override
  public NodeBoardView view() {
    return view;
  }

  void show(NodeSighting... nodes) {
    view = new NodeBoardView(List.of(nodes), SECOND, null);
  }

  static NodeSighting self(String name) {
    return new NodeSighting(
        name, true, Life.ALIVE, "process 1", HOUR, SECOND, report("HEALTHY", 0));
  }

  static NodeSighting alive(String name, NodeReport report) {
    return new NodeSighting(name, false, Life.ALIVE, "process 2", HOUR, SECOND, report);
  }

  static NodeSighting gone(String name, Life life) {
    return new NodeSighting(
        name, false, life, "process 3", HOUR, Duration.ofMinutes(3), report("HEALTHY", 12));
  }

  static NodeReport report(String state, long undelivered, String... reasons) {
    return new NodeReport(
        state,
        List.of(reasons),
        undelivered,
        undelivered == 0 ? null : Duration.ofSeconds(40),
        25_000,
        100_000,
        998,
        2,
        Duration.ofMinutes(10),
        "0.1.0");
  }
}
