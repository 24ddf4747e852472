package io.github.maestroevents.kafka.internal.config;

import java.time.Duration;

/** Sums of times to wait, which stop at a century: Kafka takes a {@code max.block.ms} beyond it. */
public final class Waits {

  public static final Duration LONGEST = Duration.ofDays(36_500);

  private Waits() {}

  /** All of them one after the other, or {@link #LONGEST} if that is longer. */
  public static Duration sum(Duration... waits) {
    Duration sum = Duration.ZERO;
    for (Duration wait : waits) {
      sum = bounded(sum.plus(bounded(wait)));
    }
    return sum;
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
