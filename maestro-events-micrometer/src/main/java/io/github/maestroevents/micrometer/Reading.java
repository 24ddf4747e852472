package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.monitor.DeliveryForecast;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one moment, as meters show them.
 *
 * @param nanos the reading of the clock
 * @param time the time of day
 * @param accepted never less than in an earlier reading
 * @param notConfirmed never less than in an earlier reading
 * @param queueFull seconds until it is; NaN if it will not be
 * @param journalFull seconds until it is; NaN if it will not be
 * @param drained seconds until nothing is undelivered; NaN if that will not be
 */
record Reading(
    DeliveryStats stats,
    long nanos,
    Instant time,
    long accepted,
    long notConfirmed,
    double queueFull,
    double journalFull,
    double drained) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * The figures of a moment.
   *
   * @param settledOnly whether only those events count as accepted that have left memory, since
   *     others may still go back to their callers
   * @param before the reading before; null for the first
   */
  static Reading of(
      DeliveryStats stats,
      long nanos,
      Instant time,
      boolean settledOnly,
      @Nullable Reading before,
      DeliveryForecast forecast) {
    long inMemory = stats.queued() + stats.waiting() + stats.inFlight();
    long accepted = stats.accepted() - (settledOnly ? inMemory : 0);
    long notConfirmed = stats.rejected() - stats.rejectedFull() - stats.rejectedClosed();
    return new Reading(
        stats,
        nanos,
        time,
        Math.max(accepted, before == null ? 0 : before.accepted),
        Math.max(notConfirmed, before == null ? 0 : before.notConfirmed),
        secondsOf(forecast.untilQueueFull()),
        secondsOf(forecast.untilJournalFull()),
        secondsOf(forecast.untilDrained()));
  }

  /** 0 closed, 1 half open, 2 open. */
  int circuit() {
    return switch (stats.circuit()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  /** NaN for a journal without a bound, and without a journal. */
  double journalMaxBytes() {
    return stats.journalMaxBytes() > 0 ? stats.journalMaxBytes() : Double.NaN;
  }

  /** Seconds since then, not negative when the clock was set back; 0 if there is nothing. */
  double age(@Nullable Instant then) {
    return then == null ? 0 : Math.max(0, secondsOf(Duration.between(then, time)));
  }

  /**
   * Seconds since the last turn; before the first, since the publisher was built; NaN when the
   * publisher has ended.
   */
  double turnAge() {
    Duration age = stats.turnAge();
    return age == null ? Double.NaN : secondsOf(age);
  }

  private static double secondsOf(Optional<Duration> duration) {
    return duration.map(Reading::secondsOf).orElse(Double.NaN);
  }

  private static double secondsOf(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
  }
}
