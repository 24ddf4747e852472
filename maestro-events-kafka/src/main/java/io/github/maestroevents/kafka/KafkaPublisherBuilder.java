package io.github.maestroevents.kafka;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.kafka.internal.config.ProducerProperty;
import io.github.maestroevents.kafka.internal.config.Secrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link KafkaNotificationPublisher}. Only the bootstrap servers, or a producer, are
 * required. Each value is checked when it is set; no time may be longer than 365 days. Not
 * thread-safe.
 */
public final class KafkaPublisherBuilder {

  /** Events in one batch, unless set: {@value}. */
  public static final int DEFAULT_MAX_BATCH_EVENTS = 500;

  /** How long a batch waits for brokers that do not answer, unless set: 5 seconds. */
  public static final Duration DEFAULT_METADATA_TIMEOUT = Duration.ofSeconds(5);

  /** How long a missing topic is no reason to reject an event, unless set: 60 seconds. */
  public static final Duration DEFAULT_UNKNOWN_TOPIC_TIMEOUT = Duration.ofSeconds(60);

  /** How long closing waits for what is still on its way, unless set: 5 seconds. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** What a host's producer takes at most, by Kafka's defaults: two minutes and one of blocking. */
  static final Duration DEFAULT_COMPLETION_TIMEOUT = Duration.ofMinutes(3);

  static final Duration LONGEST = Duration.ofDays(365);

  final TopicSelector topics;
  final Map<String, Object> properties = new HashMap<>();
  @Nullable Producer<byte[], byte[]> producer;
  boolean closesProducer;
  int maxBatchEvents = DEFAULT_MAX_BATCH_EVENTS;
  Duration metadataTimeout = DEFAULT_METADATA_TIMEOUT;
  Duration unknownTopicTimeout = DEFAULT_UNKNOWN_TOPIC_TIMEOUT;
  Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
  @Nullable Duration completionTimeout;

  KafkaPublisherBuilder(TopicSelector topics) {
    this.topics = requireNonNull(topics, "topics");
  }

  /** Where to find the brokers: {@code host:port[,host:port…]}. */
  public KafkaPublisherBuilder bootstrapServers(String servers) {
    return property(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, requireNonNull(servers, "servers"));
  }

  /**
   * A property of Kafka's producer, such as {@code security.protocol}; wins over this library's
   * default. A property that the client does not know is passed on and warned of once, by name.
   *
   * @throws IllegalArgumentException if the client would refuse the value; the message names the
   *     property and not the value, which may be a secret
   */
  public KafkaPublisherBuilder property(String name, Object value) {
    ProducerProperty.requireLegal(name, value);
    properties.put(name, value);
    return this;
  }

  /** Properties of Kafka's producer, as {@link #property}. */
  public KafkaPublisherBuilder properties(Map<String, ?> more) {
    more.forEach(this::property);
    return this;
  }

  /** Properties of Kafka's producer, as {@link #property}; the defaults behind them included. */
  public KafkaPublisherBuilder properties(Properties more) {
    for (String name : more.stringPropertyNames()) {
      property(name, requireNonNull(more.getProperty(name)));
    }
    return this;
  }

  /**
   * A producer that the host has made and goes on to own: it is not closed with the publisher
   * unless {@link #closeProducer} is set, none of this library's defaults apply to it, and it
   * cannot be replaced should it fail for good. Give it {@code max.block.ms} of a few milliseconds,
   * {@code acks=all} and idempotence, but no {@code transactional.id}.
   */
  public KafkaPublisherBuilder producer(Producer<byte[], byte[]> hostsProducer) {
    producer = requireNonNull(hostsProducer, "producer");
    return this;
  }

  /** Closes the host's producer together with the publisher. */
  public KafkaPublisherBuilder closeProducer() {
    closesProducer = true;
    return this;
  }

  /** The most events in one batch; {@value #DEFAULT_MAX_BATCH_EVENTS} by default. */
  public KafkaPublisherBuilder maxBatchEvents(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("maxBatchEvents must be at least 1: " + events);
    }
    maxBatchEvents = events;
    return this;
  }

  /** How long a batch waits for brokers to tell where a topic is; 5 seconds by default. */
  public KafkaPublisherBuilder metadataTimeout(Duration timeout) {
    metadataTimeout = requirePositive("metadataTimeout", timeout);
    return this;
  }

  /**
   * For how long, from the first time brokers say that a topic does not exist, its events are
   * retried rather than rejected; 60 seconds by default.
   */
  public KafkaPublisherBuilder unknownTopicTimeout(Duration timeout) {
    unknownTopicTimeout = requirePositive("unknownTopicTimeout", timeout);
    return this;
  }

  /** How long {@code close} waits for what is on its way; 5 seconds by default, zero for not. */
  public KafkaPublisherBuilder closeTimeout(Duration timeout) {
    if (requireNonNull(timeout, "closeTimeout").isNegative()) {
      throw new IllegalArgumentException("closeTimeout must not be negative: " + timeout);
    }
    closeTimeout = requireBounded("closeTimeout", timeout);
    return this;
  }

  /**
   * The longest that a host's producer takes for a record: its {@code delivery.timeout.ms} plus its
   * {@code max.block.ms}, which cannot be read from it. Only with {@link #producer}; 3 minutes by
   * default, as Kafka's own defaults have it.
   */
  public KafkaPublisherBuilder completionTimeout(Duration timeout) {
    completionTimeout = requirePositive("completionTimeout", timeout);
    return this;
  }

  /**
   * The publisher. Nothing waits for a broker here: it may be down. Names in the bootstrap servers
   * are resolved, which takes as long as the host's resolver does; if none has an address yet, that
   * is tried again later.
   *
   * @throws IllegalStateException if settings are missing or exclude each other
   * @throws IllegalArgumentException if Kafka's client refuses the properties. Its own words are
   *     withheld, since they may quote a secret; the message names the properties that it spoke of
   */
  public KafkaNotificationPublisher build() {
    boolean hasServers = properties.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    if (producer == null && !hasServers) {
      throw new IllegalStateException("bootstrapServers, or a producer, must be set");
    }
    if (producer != null && !properties.isEmpty()) {
      throw new IllegalStateException(
          "With a producer of the host's, properties have no effect: "
              + properties.keySet().stream().map(Secrets::name).sorted().toList());
    }
    if (producer == null && closesProducer) {
      throw new IllegalStateException("closeProducer is for a producer of the host's");
    }
    if (producer == null && completionTimeout != null) {
      throw new IllegalStateException(
          "completionTimeout is for a producer of the host's; set delivery.timeout.ms instead of "
              + completionTimeout);
    }
    return new KafkaNotificationPublisher(this);
  }

  private static Duration requirePositive(String name, Duration timeout) {
    if (requireNonNull(timeout, name).isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + timeout);
    }
    return requireBounded(name, timeout);
  }

  private static Duration requireBounded(String name, Duration timeout) {
    if (timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be at most 365 days: " + timeout);
    }
    return timeout;
  }
}
