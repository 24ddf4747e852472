package io.github.maestroevents.config.internal.value;

import java.math.BigInteger;

/** A whole number of any length; one beyond all bounds is the largest, or the smallest. */
final class WholeNumber {

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);

  private WholeNumber() {}

  /**
   * @param digits perhaps with a sign in front
   */
  static long of(String digits) {
    return new BigInteger(digits).min(LARGEST).max(SMALLEST).longValue();
  }
}
