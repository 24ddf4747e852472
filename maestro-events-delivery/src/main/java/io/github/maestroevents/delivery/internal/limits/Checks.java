package io.github.maestroevents.delivery.internal.limits;

import java.time.Duration;

/** Validation of settings: a bad value is named, never repaired. */
public final class Checks {

  private Checks() {}

  public static void range(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", but is " + value);
    }
  }

  public static void range(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", but is " + value);
    }
  }

  public static void rate(String name, double value) {
    if (!(value > 0 && value <= 1)) { // written so that NaN is refused
      throw new IllegalArgumentException(name + " must be above 0 and at most 1, but is " + value);
    }
  }
}
