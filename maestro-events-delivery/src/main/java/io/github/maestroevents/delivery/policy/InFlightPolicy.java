package io.github.maestroevents.delivery.policy;

import io.github.maestroevents.delivery.internal.limits.Checks;

/**
 * How much the engine may hold outside the queue: what it has handed to the destination and what it
 * holds back for a retry or for its order. Together with the queue's capacity this bounds memory.
 *
 * @param maxBatches batches handed over and not yet answered, at least 1; default {@value
 *     #DEFAULT_MAX_BATCHES}. For a publisher that is not a batch publisher this is the number of
 *     its worker threads
 * @param maxEvents events taken out of the queue and not yet delivered or dead-lettered, at least
 *     1; default {@value #DEFAULT_MAX_EVENTS}
 */
public record InFlightPolicy(int maxBatches, int maxEvents, long maxBytes) {

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

  public InFlightPolicy {
    Checks.range("maxBatches", maxBatches, 1, MAX_BATCHES);
    Checks.range("maxEvents", maxEvents, 1, Integer.MAX_VALUE);
    Checks.range("maxBytes", maxBytes, 1, Long.MAX_VALUE);
  }

  /** The defaults named above. */
  public static InFlightPolicy defaults() {
    return new InFlightPolicy(DEFAULT_MAX_BATCHES, DEFAULT_MAX_EVENTS, DEFAULT_MAX_BYTES);
  }

  /** This policy with another bound on batches. */
  public InFlightPolicy withMaxBatches(int maxBatches) {
    return new InFlightPolicy(maxBatches, maxEvents, maxBytes);
  }

  /** This policy with another bound on events. */
  public InFlightPolicy withMaxEvents(int maxEvents) {
    return new InFlightPolicy(maxBatches, maxEvents, maxBytes);
  }

  /** This policy with another bound on bytes. */
  public InFlightPolicy withMaxBytes(long maxBytes) {
    return new InFlightPolicy(maxBatches, maxEvents, maxBytes);
  }
}
