package io.github.maestroevents.kafka.internal.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the producer is configured with where the host says nothing: Kafka's own defaults but for
 * the settings here. {@code docs/kafka.md} has them in a table.
 */
public final class ProducerDefaults {

  /** Until a record has an outcome. Kafka's two minutes would hold its ordering key for as long. */
  static final int DELIVERY_TIMEOUT_MILLIS = 30_000;

  /** Until a request is given up for another; leaves time for two more within the above. */
  static final int REQUEST_TIMEOUT_MILLIS = 10_000;

  /** Kafka's minute would be a minute of the delivery thread, for each event. */
  static final int MAX_BLOCK_MILLIS = 5;

  /** Long enough to append a whole batch; the delivery engine has lingered before. */
  static final int LINGER_MILLIS = 2;

  /** Fewer requests than with Kafka's 16 KiB; each open partition takes this much of the buffer. */
  static final int BATCH_BYTES = 64 * 1024;

  /** Each partition with an open batch takes a whole batch size: room for 1,024 of them. */
  static final long BUFFER_BYTES = 64L * 1024 * 1024;

  /** Costs the client less than the bytes it saves cost the broker. */
  public static final String PREFERRED_COMPRESSION = "lz4";

  static final String NO_COMPRESSION = "none";

  /**
   * The first pause between two attempts to connect, and how often a client that has no broker
   * looks for them anew, which costs a line in a host's log each time; Kafka's default is 50 ms. A
   * connection that has stood for longer is made anew at once.
   */
  static final long RECONNECT_BACKOFF_MILLIS = 1_000;

  /**
   * The longest pause between two attempts to connect. Each attempt costs three lines in a host's
   * log, for each broker, as long as an outage lasts; Kafka's default is a second.
   */
  static final long RECONNECT_BACKOFF_MAX_MILLIS = 5_000;

  private static final int MAX_IDEMPOTENT_IN_FLIGHT = 5;

  private ProducerDefaults() {}

  /** The host's settings, completed. */
  public static Map<String, Object> complete(Map<String, Object> host) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    // Kafka refuses a configuration that asks for idempotence and forbids it in one breath, so
    // what the host has forbidden is not asked for.
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, allowsIdempotence(host));
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression());
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    // Brokers that have all moved to other addresses are found again; Kafka's default from 4.0 on.
    config.put("metadata.recovery.strategy", "rebootstrap");
    // The client's telemetry fails, loudly, when a producer is stopped in a callback; see
    // OwnProducer.
    config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    reconnecting(host, config);
    timeouts(host, config);
    config.putAll(host);
    requireCodec(host);
    return config;
  }

  private static String compression() {
    return Codec.whyUnusable(PREFERRED_COMPRESSION).isEmpty()
        ? PREFERRED_COMPRESSION
        : NO_COMPRESSION;
  }

  /** What the host asked for it gets, or a refusal now: never every event's failure later. */
  private static void requireCodec(Map<String, Object> host) {
    Object asked = host.get(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    Codec.whyUnusable(String.valueOf(asked))
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(
                  ProducerConfig.COMPRESSION_TYPE_CONFIG + "=" + asked + ": " + why);
            });
  }

  /** The longest that the client takes to tell what became of a record, by its settings. */
  public static Duration longestAnswer(Map<String, Object> config) {
    long delivery =
        requireNonNull(
            ProducerProperty.longValue(config, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    long block =
        requireNonNull(ProducerProperty.longValue(config, ProducerConfig.MAX_BLOCK_MS_CONFIG));
    return Waits.sum(Duration.ofMillis(delivery), Duration.ofMillis(block));
  }

  static boolean allowsIdempotence(Map<String, Object> host) {
    Integer retries = ProducerProperty.intValue(host, ProducerConfig.RETRIES_CONFIG);
    Integer inFlight =
        ProducerProperty.intValue(host, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
    return isAll(host.get(ProducerConfig.ACKS_CONFIG))
        && (retries == null || retries > 0)
        && (inFlight == null || inFlight <= MAX_IDEMPOTENT_IN_FLIGHT);
  }

  static boolean isAll(@Nullable Object acks) {
    return acks == null || acks.toString().equals("all") || acks.toString().equals("-1");
  }

  /** One of the two alone moves the other with it: the first pause is never beyond the longest. */
  private static void reconnecting(Map<String, Object> host, Map<String, Object> config) {
    Long first = ProducerProperty.longValue(host, ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG);
    Long longest = ProducerProperty.longValue(host, ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG);
    config.put(
        ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG,
        longest == null ? RECONNECT_BACKOFF_MILLIS : Math.min(RECONNECT_BACKOFF_MILLIS, longest));
    config.put(
        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        first == null
            ? RECONNECT_BACKOFF_MAX_MILLIS
            : Math.max(RECONNECT_BACKOFF_MAX_MILLIS, first));
  }

  /** Kafka demands a delivery timeout of at least linger and request timeout: one follows. */
  private static void timeouts(Map<String, Object> host, Map<String, Object> config) {
    Integer delivery = ProducerProperty.intValue(host, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    Integer request = ProducerProperty.intValue(host, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    Long hostLinger = ProducerProperty.longValue(host, ProducerConfig.LINGER_MS_CONFIG);
    long linger = hostLinger == null ? LINGER_MILLIS : Math.min(hostLinger, Integer.MAX_VALUE);
    if (delivery == null) {
      long atLeast = linger + (request == null ? REQUEST_TIMEOUT_MILLIS : request);
      delivery = (int) Math.min(Integer.MAX_VALUE, Math.max(DELIVERY_TIMEOUT_MILLIS, atLeast));
    }
    if (request == null) {
      request = (int) Math.max(1, Math.min(REQUEST_TIMEOUT_MILLIS, delivery - linger));
    }
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, request);
  }
}
