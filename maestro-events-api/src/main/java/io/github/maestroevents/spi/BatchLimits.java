package io.github.maestroevents.spi;

/**
 * What a destination takes in one request. The engine cuts batches to fit and never hands over an
 * event that is larger than the destination accepts.
 *
 * @param maxEvents events in a batch, at least 1
 * @param maxBatchBytes bytes in a batch, counted as {@link EncodedEvent#sizeBytes()}, at least 1
 * @param maxEventBytes bytes of one event, counted likewise, at least 1 and at most {@code
 *     maxBatchBytes}
 */
public record BatchLimits(int maxEvents, long maxBatchBytes, long maxEventBytes) {

  public BatchLimits {
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

  /** Limits by count alone, for destinations without a limit on bytes. */
  public static BatchLimits ofEvents(int maxEvents) {
    return new BatchLimits(maxEvents, Long.MAX_VALUE, Long.MAX_VALUE);
  }
}
