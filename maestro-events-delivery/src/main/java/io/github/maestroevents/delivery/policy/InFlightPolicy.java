package io.github.maestroevents.delivery.policy;

import io.github.maestroevents.delivery.internal.limits.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How much the engine may hold outside the queue: what it has handed to the destination and what it
 * holds back for a retry or for its order. Together with the queue's capacity this bounds memory.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class InFlightPolicy {

  /** Batches in flight, unless set otherwise: {@value}. */
  public static final int DEFAULT_MAX_BATCHES = 4;

  /** The largest number of batches in flight: {@value}. */
  public static final int MAX_BATCHES = 1024;

  /** Events outside the queue, unless set otherwise: {@value}. */
  public static final int DEFAULT_MAX_EVENTS = 8192;

  /**
   * Encoded bytes outside the queue, unless set otherwise: {@value}, an eighth of a 256 MB heap.
   */
  public static final long DEFAULT_MAX_BYTES = 32 << 20;

  /** The share of events in trouble, unless set otherwise: {@value}. */
  public static final double DEFAULT_TROUBLE_SHARE = 0.5;

  private final Values values;

  private InFlightPolicy(Values values) {
    this.values = values;
  }

  /** The defaults named above. */
  public static InFlightPolicy defaults() {
    return new InFlightPolicy(
        new Values(
            DEFAULT_MAX_BATCHES, DEFAULT_MAX_EVENTS, DEFAULT_MAX_BYTES, DEFAULT_TROUBLE_SHARE));
  }

  /**
   * Batches that hold a slot, from 1 to {@value #MAX_BATCHES}. Default {@value
   * #DEFAULT_MAX_BATCHES}. A batch holds its slot until it is answered, or until a later batch is
   * delivered while it is not: what keeps silent then is a part of the destination. Events in
   * trouble, see {@link #troubleShare}, have batches of their own, which hold at most half of the
   * slots. When all slots have been silent for eight times as long as an answer usually takes, one
   * batch goes beyond them to find out who keeps silent, and the next after four times as long. For
   * a publisher that is not a batch publisher this is the number of its worker threads, and none
   * goes beyond.
   */
  public int maxBatches() {
    return values.maxBatches;
  }

  /**
   * Events taken out of the queue and not yet delivered or dead-lettered, at least 1. Default
   * {@value #DEFAULT_MAX_EVENTS}.
   */
  public int maxEvents() {
    return values.maxEvents;
  }

  /** Encoded bytes of those events, at least 1. Default {@value #DEFAULT_MAX_BYTES}. */
  public long maxBytes() {
    return values.maxBytes;
  }

  /**
   * The share of {@link #maxEvents} and of {@link #maxBytes} that events in trouble may hold, above
   * 0 up to 1. Default {@value #DEFAULT_TROUBLE_SHARE}. An event is in trouble when its ordering
   * key, or its part of the destination such as a topic, fails or does not answer while other
   * events are delivered. Events in trouble beyond the share are dead-lettered as {@code
   * CROWDED_OUT} while the destination delivers others, and none of those in trouble. So the others
   * have room, also when all of memory was in trouble after an outage and a part stays away. While
   * the destination fails as a whole, nothing is given up for this reason; where few ordering keys
   * are in use, it can take 5 s from the last delivery until that shows. For a minute after such a
   * failure of the whole they may have half of what is beyond the share too: the parts of a
   * destination come back one after the other. With 1 the events in trouble may take all of memory.
   *
   * <p>With a journal events in trouble beyond the share are parked instead: they wait on disk, let
   * the others pass, and are tried again from time to time.
   */
  public double troubleShare() {
    return values.troubleShare;
  }

  /** This policy with another bound on batches. */
  public InFlightPolicy withMaxBatches(int maxBatches) {
    return new InFlightPolicy(
        new Values(maxBatches, values.maxEvents, values.maxBytes, values.troubleShare));
  }

  /** This policy with another bound on events. */
  public InFlightPolicy withMaxEvents(int maxEvents) {
    return new InFlightPolicy(
        new Values(values.maxBatches, maxEvents, values.maxBytes, values.troubleShare));
  }

  /** This policy with another bound on bytes. */
  public InFlightPolicy withMaxBytes(long maxBytes) {
    return new InFlightPolicy(
        new Values(values.maxBatches, values.maxEvents, maxBytes, values.troubleShare));
  }

  /** This policy with another share for events in trouble. */
  public InFlightPolicy withTroubleShare(double troubleShare) {
    return new InFlightPolicy(
        new Values(values.maxBatches, values.maxEvents, values.maxBytes, troubleShare));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InFlightPolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(InFlightPolicy.class, values);
  }

  private record Values(int maxBatches, int maxEvents, long maxBytes, double troubleShare) {

    private Values {
      Checks.range("maxBatches", maxBatches, 1, MAX_BATCHES);
      Checks.range("maxEvents", maxEvents, 1, Integer.MAX_VALUE);
      Checks.range("maxBytes", maxBytes, 1, Long.MAX_VALUE);
      Checks.rate("troubleShare", troubleShare);
    }
  }
}
