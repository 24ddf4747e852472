package io.github.maestroevents.drills.isolation;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the healthy parts have, interval by interval, of what they should have. In all they need 1 /
 * {@value #BOUND} of it. In the last interval alone half of it is enough, since a machine that
 * stalls for a second moves events from one interval to the next.
 *
 * @param inAll of all intervals
 * @param last of the last one
 */
record Shares(double inAll, double last) {

  static final double BOUND = 1.2;

  private static final double HALF = 0.5;

  static Shares of(long[] has, long[] shouldHave) {
    int end = has.length - 1;
    return new Shares(
        (double) Arrays.stream(has).sum() / Arrays.stream(shouldHave).sum(),
        (double) has[end] / shouldHave[end]);
  }

  boolean areEnough() {
    return inAll * BOUND >= 1 && last >= HALF;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "the healthy have %.0f %% of what they should have, %.0f %% in the last interval",
        100 * inAll,
        100 * last);
  }
}
