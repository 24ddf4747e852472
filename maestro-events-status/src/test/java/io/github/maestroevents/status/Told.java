package io.github.maestroevents.status;

import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;

/** A history that a test tells what happens, by a clock that the test moves. */
final class Told implements MonitoredDestination {

  final ManualClock clock = ManualClock.create();
  final StatusHistory history;
  private final String name;
  private final Board board;
  private DeliveryStats stats = Figures.quiet().stats();

  private Told(StatusHistory history, String name, Board board) {
    this.history = history;
    this.name = name;
    this.board = board;
    history.started(this);
  }

  static Told of(String name) {
    return new Told(new StatusHistory(HealthThresholds.defaults()), name, null);
  }

  static Told on(StatusPage page, String name) {
    return on(page, name, null);
  }

  /** With a journal that other nodes share; null for none. */
  static Told on(StatusPage page, String name, Board board) {
    return new Told((StatusHistory) page.history(), name, board);
  }

  /** A second passes, and then these are the figures. */
  Told second(Figures figures) {
    return after(Duration.ofSeconds(1), figures);
  }

  Told after(Duration time, Figures figures) {
    clock.advance(time);
    stats = figures.stats();
    history.sampled(stats);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryStats stats() {
    return stats;
  }

  @Override
  public String settingsInForce() {
    return "queue=16384";
  }

  @Override
  public DeliveryClock clock() {
    return clock;
  }

  @Override
  public Optional<NodeBoard> nodeBoard() {
    return Optional.ofNullable(board);
  }

  @Override
  public AcceptanceLevel acceptance() {
    return AcceptanceLevel.MEMORY;
  }
}
