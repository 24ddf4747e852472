package io.github.maestroevents.kafka;

import java.time.Duration;

/**
 * How long to wait, up to a century: that is for ever to whoever waits, and no sum of such times
 * and no clock they are added to overflows.
 */
final class Waits {

  static final Duration LONGEST = Duration.ofDays(36_500);

  private Waits() {}

  /** The time itself, or {@link #LONGEST} if it is longer. */
  static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** All of them one after the other. */
  static Duration sum(Duration... waits) {
    Duration sum = Duration.ZERO;
    for (Duration wait : waits) {
      sum = bounded(sum.plus(bounded(wait)));
    }
    return sum;
  }
}
