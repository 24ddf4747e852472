package io.github.maestroevents.kafka.internal.config;

import static java.util.Objects.requireNonNullElse;

import io.github.maestroevents.spi.BatchLimits;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What fits into the producer, derived from its settings. */
public final class RecordSizes {

  /**
   * Kept free for what a record adds to payload, key and attributes: 61 bytes of a record batch and
   * at most 21 of a record (Kafka's message format 2), up to 5 for each length, the {@code ce_}
   * prefixes and the content type. A record is counted before compression.
   */
  private static final long RECORD_OVERHEAD_BYTES = 512;

  private static final long DEFAULT_MAX_REQUEST_BYTES = 1024 * 1024;

  /** Large enough for 500 events of some kilobytes, small beside the buffer. */
  private static final long MAX_BATCH_BYTES = 4L * 1024 * 1024;

  private RecordSizes() {}

  public static BatchLimits limits(Map<String, Object> config, int maxEvents) {
    long maxRequest =
        requireNonNullElse(
            ProducerProperty.longValue(config, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            DEFAULT_MAX_REQUEST_BYTES);
    long buffer =
        requireNonNullElse(
            ProducerProperty.longValue(config, ProducerConfig.BUFFER_MEMORY_CONFIG),
            ProducerDefaults.BUFFER_BYTES);
    long maxEventBytes = Math.max(1, maxRequest - RECORD_OVERHEAD_BYTES);
    // Several batches are on their way at once, so one gets a part of the buffer only.
    long maxBatchBytes = Math.max(maxEventBytes, Math.min(MAX_BATCH_BYTES, buffer / 8));
    return new BatchLimits(maxEvents, maxBatchBytes, maxEventBytes);
  }
}
