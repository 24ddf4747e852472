package io.github.maestroevents.drills.host;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;

/** The machine's clock, which throws now and then. */
final class ThrowingClock implements DeliveryClock {

  private static final int SELDOM = 100;

  private final DeliveryClock clock = DeliveryClock.system();
  private final Mischief mischief;

  ThrowingClock(Mischief mischief) {
    this.mischief = mischief;
  }

  @Override
  public long nanoTime() {
    mischief.at("clock", SELDOM);
    return clock.nanoTime();
  }

  @Override
  public Instant now() {
    mischief.at("clock", SELDOM);
    return clock.now();
  }
}
