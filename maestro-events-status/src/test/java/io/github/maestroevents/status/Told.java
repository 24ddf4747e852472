package io.github.maestroevents.status;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.testkit.ManualClock;
import java.time.Duration;

/** A history that a test tells what happens, by a clock that the test moves. */
final class Told implements MonitoredDestination {

  final ManualClock clock = ManualClock.create();
  final StatusHistory history;
  private final String name;
  private DeliveryStats stats = Figures.quiet().stats();

  private Told(StatusHistory history, String name) {
    this.history = history;
    this.name = name;
    history.started(this);
  }

  static Told of(String name) {
    return new Told(new StatusHistory(), name);
  }

  static Told on(StatusPage page, String name) {
    return new Told((StatusHistory) page.history(), name);
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
  public AcceptanceLevel acceptance() {
    return AcceptanceLevel.MEMORY;
  }
}
