package io.github.maestroevents.cli;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;

/** A time that passes only while a command waits: 14:14 on the day of the tests' events. */
final class FakeTime implements DeliveryClock {

  private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-11-25T14:14:01Z"));

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  void pass(long nanos) {
    clock.advance(Duration.ofNanos(nanos));
  }
}
