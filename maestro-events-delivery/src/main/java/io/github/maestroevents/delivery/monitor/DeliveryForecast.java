package io.github.maestroevents.delivery.monitor;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one destination if the next minutes are as the last ones: when its queue is full,
 * when its journal is full, when everything that waits is delivered.
 *
 * <p>Feed it with figures of one destination, about once a second: {@link DeliveryMetrics#sampled}
 * is a good place. It looks back {@link #WINDOW} and keeps some sixty samples, however often it is
 * fed. The last minute decides whether there is a forecast at all: a queue that grew for four
 * minutes and shrinks now will not be full. The time is then reckoned at the rate of the last
 * minute or at that of the whole window, whichever is worse: sooner full, later delivered. Without
 * {@value #LEAST_SECONDS} seconds of figures there is no rate, and no forecast.
 *
 * <p>Any thread; a call takes a lock for well below a millisecond and blocks on nothing else.
 */
public final class DeliveryForecast {

  /** How far it looks back: 5 minutes. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  /** A forecast further ahead than this is none: 365 days. */
  public static final Duration FURTHEST = Duration.ofDays(365);

  private static final long LEAST_SECONDS = 10;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long WINDOW_NANOS = WINDOW.toNanos();
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long LEAST_NANOS = Duration.ofSeconds(LEAST_SECONDS).toNanos();

  /** Samples are kept that are at least this far apart. */
  private static final long APART_NANOS = Duration.ofSeconds(5).toNanos();

  /** Oldest first, guarded by this; the latest sample is in it only if it is far from the last. */
  private final Deque<Sample> kept = new ArrayDeque<>();

  /** Guarded by this. */
  private @Nullable Sample latest;

  /** A forecast that knows nothing yet. */
  public DeliveryForecast() {}

  /**
   * Takes in the figures of a moment. Figures that come late, less than a minute behind the last
   * ones, are left out. Where the clock has jumped further back, or the publisher has begun anew,
   * the forecast begins anew as well.
   *
   * @param nanos the reading of the destination's clock at that moment: {@link
   *     MonitoredDestination#clock()}
   */
  public synchronized void sampled(DeliveryStats stats, long nanos) {
    Sample sample = new Sample(requireNonNull(stats, "stats"), nanos);
    Sample before = latest;
    if (before != null) {
      long behind = before.nanos - nanos;
      if (behind > 0 && behind < MINUTE_NANOS) {
        return;
      }
      if (behind > 0 || sample.isOfLaterLifeThan(before)) {
        kept.clear();
      }
    }
    while (!kept.isEmpty() && nanos - kept.getFirst().nanos > WINDOW_NANOS) {
      kept.removeFirst();
    }
    if (kept.isEmpty() || nanos - kept.getLast().nanos >= APART_NANOS) {
      kept.addLast(sample);
    }
    latest = sample;
  }

  /**
   * How long until the queue is full, counted from the last figures. Zero if it is full; empty if
   * it will not be.
   */
  public synchronized Optional<Duration> untilQueueFull() {
    Sample now = latest;
    return now == null ? Optional.empty() : untilFull(now, Sample::queued, now.queueCapacity);
  }

  /**
   * How long until the journal occupies as much as it may. Zero if it does; empty if it will not,
   * has no bound of its own, or there is none.
   */
  public synchronized Optional<Duration> untilJournalFull() {
    Sample now = latest;
    return now == null ? Optional.empty() : untilFull(now, Sample::journalBytes, now.journalMax);
  }

  /**
   * How long until every event that is undelivered now and comes meanwhile is delivered. Zero if
   * none is undelivered; empty if there will always be some.
   */
  public synchronized Optional<Duration> untilDrained() {
    Sample now = latest;
    if (now == null) {
      return Optional.empty();
    }
    if (now.undelivered == 0) {
      return Optional.of(Duration.ZERO);
    }
    double lastMinute = -rate(now, Sample::undelivered, MINUTE_NANOS);
    double window = -rate(now, Sample::undelivered, WINDOW_NANOS);
    double rate = window > 0 ? Math.min(lastMinute, window) : lastMinute;
    return after(now.undelivered, rate);
  }

  private Optional<Duration> untilFull(Sample now, ToLongFunction<Sample> level, long most) {
    if (most <= 0) {
      return Optional.empty();
    }
    long room = most - level.applyAsLong(now);
    if (room <= 0) {
      return Optional.of(Duration.ZERO);
    }
    double lastMinute = rate(now, level, MINUTE_NANOS);
    return after(room, lastMinute > 0 ? Math.max(lastMinute, rate(now, level, WINDOW_NANOS)) : 0);
  }

  /** By how much a level has risen a second; 0 if that cannot be told. */
  private double rate(Sample now, ToLongFunction<Sample> level, long windowNanos) {
    for (Sample then : kept) {
      long nanos = now.nanos - then.nanos;
      if (nanos < LEAST_NANOS) {
        return 0;
      }
      if (nanos <= windowNanos) {
        double risen = level.applyAsLong(now) - level.applyAsLong(then);
        return risen * NANOS_PER_SECOND / nanos;
      }
    }
    return 0;
  }

  private static Optional<Duration> after(long amount, double perSecond) {
    if (!(perSecond > 0)) {
      return Optional.empty();
    }
    double seconds = amount / perSecond;
    return seconds > FURTHEST.toSeconds()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND)));
  }

  private record Sample(
      long nanos,
      long offered,
      long queued,
      long queueCapacity,
      long undelivered,
      long journalBytes,
      long journalMax) {

    Sample(DeliveryStats stats, long nanos) {
      this(
          nanos,
          stats.offered(),
          stats.queued(),
          stats.queueCapacity(),
          stats.undelivered(),
          stats.journalBytes(),
          stats.journalMaxBytes());
    }

    /**
     * Whether this one counts from a later start. What was offered never becomes less; two threads
     * that take figures at the same moment may hand them over in the other order, so a little less
     * says nothing.
     */
    boolean isOfLaterLifeThan(Sample before) {
      return offered < before.offered / 2;
    }
  }
}
