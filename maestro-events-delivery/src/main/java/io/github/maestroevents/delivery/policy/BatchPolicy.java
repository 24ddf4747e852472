package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a batch is full enough to go. The destination's own {@code BatchLimits} hold as well; the
 * smaller of the two wins. A publisher that is not a batch publisher gets one event at a time.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class BatchPolicy {

  /** Events in a batch, unless set otherwise: {@value}. */
  public static final int DEFAULT_MAX_EVENTS = 500;

  /** Bytes in a batch, unless set otherwise: {@value}. */
  public static final long DEFAULT_MAX_BYTES = 1 << 20;

  /** The linger, unless set otherwise: 5 ms. */
  public static final Duration DEFAULT_LINGER = Duration.ofMillis(5);

  private final Values values;

  private BatchPolicy(Values values) {
    this.values = values;
  }

  /** The defaults named above. */
  public static BatchPolicy defaults() {
    return new BatchPolicy(new Values(DEFAULT_MAX_EVENTS, DEFAULT_MAX_BYTES, DEFAULT_LINGER));
  }

  /** Events in a batch, at least 1. Default {@value #DEFAULT_MAX_EVENTS}. */
  public int maxEvents() {
    return values.maxEvents;
  }

  /**
   * Encoded bytes in a batch, at least 1. Default {@value #DEFAULT_MAX_BYTES}. A single event that
   * is larger goes alone, if the destination takes it.
   */
  public long maxBytes() {
    return values.maxBytes;
  }

  /**
   * The longest an event waits for company, from 1 ms to 1 min. Default 5 ms. A full batch waits
   * only for the delivery thread, which looks into the queue every linger or every 5 ms, whichever
   * is sooner, since {@code send} never wakes it.
   */
  public Duration linger() {
    return values.linger;
  }

  /** This policy with another bound on events. */
  public BatchPolicy withMaxEvents(int maxEvents) {
    return new BatchPolicy(new Values(maxEvents, values.maxBytes, values.linger));
  }

  /** This policy with another bound on bytes. */
  public BatchPolicy withMaxBytes(long maxBytes) {
    return new BatchPolicy(new Values(values.maxEvents, maxBytes, values.linger));
  }

  /** This policy with another linger. */
  public BatchPolicy withLinger(Duration linger) {
    return new BatchPolicy(new Values(values.maxEvents, values.maxBytes, linger));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BatchPolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(BatchPolicy.class, values);
  }

  private record Values(int maxEvents, long maxBytes, Duration linger) {

    private Values {
      requireNonNull(linger, "linger");
      Checks.range("maxEvents", maxEvents, 1, Integer.MAX_VALUE);
      Checks.range("maxBytes", maxBytes, 1, Long.MAX_VALUE);
      Checks.range("linger", linger, Duration.ofMillis(1), Duration.ofMinutes(1));
    }
  }
}
