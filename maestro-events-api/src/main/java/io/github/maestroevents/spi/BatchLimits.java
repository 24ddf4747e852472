package io.github.maestroevents.spi;

/**
 * What a destination takes in one request. The engine cuts batches to fit and never hands over an
 * event that is larger than the destination accepts.
 *
 * @param maxEvents events in a batch, at least 1
 * @param maxBatchBytes bytes in a batch, counted as {@link EncodedEvent#sizeBytes()}, at least 1
 * @param maxEventBytes bytes of one event, counted likewise, at least 1 and at most {@code
 *     maxBatchBytes}
 * @param maxEventsPerKey events of one ordering key in a batch, at least 1. For destinations that
 *     answer for the events of a request one by one, where a later event of a key could arrive
 *     although an earlier one did not: with 1, no batch puts them to that test. {@link
 *     #UNLIMITED_PER_KEY} unless the adapter says otherwise
 */
public record BatchLimits(
    int maxEvents, long maxBatchBytes, long maxEventBytes, int maxEventsPerKey) {

  /** As many events of one ordering key as the batch takes. */
  public static final int UNLIMITED_PER_KEY = Integer.MAX_VALUE;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException naming the limit that is out of its range
   */
  public BatchLimits {
    if (maxEventsPerKey < 1) {
      throw new IllegalArgumentException("maxEventsPerKey must be at least 1: " + maxEventsPerKey);
    }
    if (maxEvents < 1) {
      throw new IllegalArgumentException("maxEvents must be at least 1: " + maxEvents);
    }
    if (maxBatchBytes < 1) {
      throw new IllegalArgumentException("maxBatchBytes must be at least 1: " + maxBatchBytes);
    }
    if (maxEventBytes < 1 || maxEventBytes > maxBatchBytes) {
      throw new IllegalArgumentException(
          "maxEventBytes must be from 1 to maxBatchBytes ("
              + maxBatchBytes
              + "): "
              + maxEventBytes);
    }
  }

  /** Limits without one on the events of a single ordering key. */
  public BatchLimits(int maxEvents, long maxBatchBytes, long maxEventBytes) {
    this(maxEvents, maxBatchBytes, maxEventBytes, UNLIMITED_PER_KEY);
  }

  /** These limits, with at most so many events of one ordering key in a batch. */
  public BatchLimits withMaxEventsPerKey(int maxEventsPerKey) {
    return new BatchLimits(maxEvents, maxBatchBytes, maxEventBytes, maxEventsPerKey);
  }

  /** Limits by count alone, for destinations without a limit on bytes. */
  public static BatchLimits ofEvents(int maxEvents) {
    return new BatchLimits(maxEvents, Long.MAX_VALUE, Long.MAX_VALUE);
  }
}
