package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.testkit.ManualClock;

/** A destination whose figures a test sets. Confined to the thread of the test. */
final class FakeDestination implements MonitoredDestination {

  final ManualClock clock = ManualClock.create();
  String name = "fake";
  AcceptanceLevel acceptance = AcceptanceLevel.MEMORY;
  DeliveryStats stats = FakeStats.of();
  int reads;
  RuntimeException failure;

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryStats stats() {
    reads++;
    if (failure != null) {
      throw failure;
    }
    return stats;
  }

  @Override
  public String settingsInForce() {
    return "none";
  }

  @Override
  public DeliveryClock clock() {
    return clock;
  }

  @Override
  public AcceptanceLevel acceptance() {
    return acceptance;
  }
}
