package io.github.maestroevents.status.internal.history;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one destination: a row for each of the last {@value #SECONDS} seconds and for each
 * of the last {@value #MINUTES} minutes. {@link #latency} takes no lock; everything else is called
 * once a second, or by readers, and holds a lock for the time of a copy.
 */
public final class Timeline {

  /** Ten minutes. */
  public static final int SECONDS = 600;

  /** A day. */
  public static final int MINUTES = 1_440;

  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final LatencyBuckets buckets = new LatencyBuckets();

  private final Object lock = new Object();
  // All below: guarded by the lock.
  private final Ring seconds = new Ring(SECONDS);
  private final Ring minutes = new Ring(MINUTES);
  private @Nullable MinuteRow minute;
  private @Nullable DeliveryStats before;
  private long beforeMillis;

  /** An event was delivered. Takes no lock. */
  public void latency(long nanos) {
    buckets.add(nanos);
  }

  /**
   * A sample was taken.
   *
   * @param millis since the history began
   * @param now the time of day, which ages are counted by
   */
  public void sampled(DeliveryStats stats, long millis, Instant now) {
    synchronized (lock) {
      long[] latencies = buckets.drain();
      long[] row = row(stats, millis, now, latencies);
      seconds.add(row);
      before = stats;
      beforeMillis = millis;
      collect(row, latencies);
    }
  }

  /** Copies of the rows of the last ten minutes, the oldest first. */
  public List<long[]> seconds() {
    synchronized (lock) {
      return seconds.rows();
    }
  }

  /** Copies of the rows of whole minutes, the oldest first. */
  public List<long[]> minutes() {
    synchronized (lock) {
      return minutes.rows();
    }
  }

  private void collect(long[] row, long[] latencies) {
    long number = Column.END_MILLIS.of(row) / MINUTE_MILLIS;
    if (minute != null && minute.number() != number) {
      minutes.add(minute.row());
      minute = null;
    }
    if (minute == null) {
      minute = new MinuteRow(number);
    }
    minute.add(row, latencies);
  }

  private long[] row(DeliveryStats stats, long millis, Instant now, long[] latencies) {
    DeliveryStats old = before;
    long[] row = new long[Column.COUNT];
    Column.END_MILLIS.set(row, millis);
    Column.SPAN_MILLIS.set(row, millis - beforeMillis);
    Column.ACCEPTED.set(row, stats.accepted() - (old == null ? 0 : old.accepted()));
    Column.DELIVERED.set(row, stats.delivered() - (old == null ? 0 : old.delivered()));
    Column.DEAD_LETTERED.set(row, stats.deadLettered() - (old == null ? 0 : old.deadLettered()));
    Column.LOST.set(row, lost(stats) - (old == null ? 0 : lost(old)));
    Column.RETRIED.set(row, stats.retried() - (old == null ? 0 : old.retried()));
    Column.OLDEST_AGE_MILLIS.set(row, ageMillis(stats.oldestUndelivered(), now));
    Column.UNDELIVERED.set(row, stats.undelivered());
    Column.QUEUED.set(row, stats.queued());
    Column.JOURNAL_BYTES.set(row, stats.journalBytes());
    Column.P50_MICROS.set(row, LatencyBuckets.percentileMicros(latencies, 0.5));
    Column.P99_MICROS.set(row, LatencyBuckets.percentileMicros(latencies, 0.99));
    return row;
  }

  private static long lost(DeliveryStats stats) {
    return stats.dropped() + stats.discarded() + stats.quarantined();
  }

  /** 0 if there is none, or the machine's time was set back. */
  private static long ageMillis(@Nullable Instant since, Instant now) {
    return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis());
  }
}
