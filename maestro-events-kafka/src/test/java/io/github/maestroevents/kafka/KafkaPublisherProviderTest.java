package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.testkit.WrittenSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaPublisherProviderTest {

  private final PublisherProvider provider = new KafkaPublisherProvider();

  @Test
  void provider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(PublisherProvider.class))
        .anySatisfy(
            found ->
                assertThat(found)
                    .isInstanceOf(KafkaPublisherProvider.class)
                    .returns("kafka", PublisherProvider::type));
  }

  @Test
  void publisher_isMadeOfThreeLines() {
    WrittenSettings settings = minimal();

    try (MaestroNotificationPublisher publisher = provider.create(settings)) {
      assertThat(provider.mistakes(settings)).isEmpty();
      assertThat(publisher.toString())
          .isEqualTo("KafkaNotificationPublisher[topic=orders, bootstrap.servers=localhost:9092]");
    }
  }

  /** A value of a setting, and what it must lead to in the builder. */
  private record Effect(
      WrittenSettings settings, Function<KafkaPublisherBuilder, Object> seen, Object expected) {}

  static Stream<Setting> settings() {
    return KafkaSettings.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySetting_reachesTheBuilder(Setting setting) {
    Effect effect = effects().get(setting);

    assertThat(effect).as("A setting without an effect: " + setting).isNotNull();
    assertThat(provider.mistakes(effect.settings())).isEmpty();
    assertThat(effect.seen().apply(ConfiguredKafka.builder(effect.settings())))
        .isEqualTo(effect.expected());
    assertThat(effect.seen().apply(ConfiguredKafka.builder(minimal())))
        .as("without the setting")
        .isNotEqualTo(effect.expected());
  }

  private Map<Setting, Effect> effects() {
    MockProducer<byte[], byte[]> hosts = new MockProducer<>();
    WrittenSettings withBean =
        WrittenSettings.of(provider.settings())
            .with("topic", "orders")
            .withHostObject("events", hosts)
            .with("producer-bean", "events");
    Map<Setting, Effect> effects = new HashMap<>();
    effects.put(
        KafkaSettings.TOPIC,
        new Effect(
            minimal().with("topic", "others"), b -> topicOf(b, "OTHER", "/maestro/c"), "others"));
    effects.put(
        KafkaSettings.TOPICS_BY_TYPE,
        new Effect(
            minimal().with("topics.by-type.NEW_EVENT", "news"),
            b -> topicOf(b, "NEW_EVENT", "/maestro/c"),
            "news"));
    effects.put(
        KafkaSettings.TOPICS_BY_CLUSTER,
        new Effect(
            minimal().with("topics.by-cluster.prod", "production"),
            b -> topicOf(b, "OTHER", "/maestro/prod"),
            "production"));
    effects.put(
        KafkaSettings.TOPICS_BY_SOURCE,
        new Effect(
            minimal().with("topics.by-source./camunda/eu", "eu"),
            b -> topicOf(b, "OTHER", "/camunda/eu"),
            "eu"));
    effects.put(
        KafkaSettings.PRODUCER,
        new Effect(minimal().with("kafka.acks", "1"), b -> b.properties.get("acks"), "1"));
    effects.put(KafkaSettings.PRODUCER_BEAN, new Effect(withBean, b -> b.producer, hosts));
    effects.put(
        KafkaSettings.CLOSE_PRODUCER,
        new Effect(withBean.with("close-producer", "true"), b -> b.closesProducer, true));
    effects.put(
        KafkaSettings.COMPLETION_TIMEOUT,
        new Effect(
            withBean.with("completion-timeout", "7s"),
            b -> b.completionTimeout,
            Duration.ofSeconds(7)));
    effects.put(
        KafkaSettings.MAX_BATCH_EVENTS,
        new Effect(minimal().with("max-batch-events", "7"), b -> b.maxBatchEvents, 7));
    effects.put(
        KafkaSettings.METADATA_TIMEOUT,
        new Effect(
            minimal().with("metadata-timeout", "7s"),
            b -> b.metadataTimeout,
            Duration.ofSeconds(7)));
    effects.put(
        KafkaSettings.UNKNOWN_TOPIC_TIMEOUT,
        new Effect(
            minimal().with("unknown-topic-timeout", "7s"),
            b -> b.unknownTopicTimeout,
            Duration.ofSeconds(7)));
    effects.put(
        KafkaSettings.CLIENT_CLOSE_TIMEOUT,
        new Effect(
            minimal().with("client-close-timeout", "0s"), b -> b.closeTimeout, Duration.ZERO));
    return effects;
  }

  /** That which the name and the value of each mistake must tell. */
  @ParameterizedTest
  @CsvSource({
    "topic, a b, topic, not a Kafka topic name",
    "topics.by-type.X, a/b, topics.by-type.X, not a Kafka topic name",
    "kafka.acks, most, kafka.acks, Kafka refuses the value of acks",
    "kafka.bootstrap.servers, user:pw@host, kafka.bootstrap.servers, 'must be host:port'",
    "kafka.transactional.id, tx, kafka.transactional.id, cannot be used",
    "close-producer, true, close-producer, producer-bean names none",
    "completion-timeout, 5s, completion-timeout, kafka.delivery.timeout.ms",
    "producer-bean, events, producer-bean, cannot stand beside kafka.bootstrap.servers"
  })
  void mistake_isToldBehindItsSetting(String name, String value, String told, String words) {
    Map<String, String> mistakes = provider.mistakes(minimal().with(name, value));

    assertThat(mistakes).containsOnlyKeys(told);
    assertThat(mistakes.get(told)).contains(words).doesNotContain("pw", "most");
  }

  @Test
  void mistakes_areAllToldAtOnce() {
    WrittenSettings settings =
        WrittenSettings.of(provider.settings())
            .with("topic", "a b")
            .with("topics.by-type.X", "x")
            .with("topics.by-cluster.prod", "y")
            .with("kafka.linger.ms", "soon");

    assertThat(provider.mistakes(settings))
        .containsOnlyKeys(
            "topic", "topics.by-cluster", "kafka.linger.ms", "kafka.bootstrap.servers");
  }

  @Test
  void producerBean_isRefused_whereTheHostHasGivenNone() {
    WrittenSettings settings =
        WrittenSettings.of(provider.settings())
            .with("topic", "orders")
            .with("producer-bean", "events")
            .withHostObject("events", "no producer");

    assertThat(provider.mistakes(settings))
        .containsExactly(
            Map.entry(
                "producer-bean", "names no Kafka Producer that the host has given: \"events\""));
  }

  @Test
  void create_withholdsWhatKafkaRefuses() {
    WrittenSettings settings =
        minimal()
            .with("kafka.security.protocol", "SASL_SSL")
            .with("kafka.sasl.mechanism", "PLAIN")
            .with("kafka.sasl.jaas.config", "no login module password=hunter2");

    assertThatThrownBy(() -> provider.create(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sasl.jaas.config")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void target_isTheTopic() {
    WrittenSettings settings = minimal().with("topics.by-type.NEW_EVENT", "news");

    assertThat(provider.target(settings, event("NEW_EVENT"))).contains("topic news");
    assertThat(provider.target(settings, event("OTHER"))).contains("topic orders");
  }

  private WrittenSettings minimal() {
    return WrittenSettings.of(provider.settings())
        .with("topic", "orders")
        .with("kafka.bootstrap.servers", "localhost:9092");
  }

  private static EncodedEvent event(String type) {
    return Events.event(type, "k", 1, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static String topicOf(KafkaPublisherBuilder builder, String type, String source) {
    return builder.topics.topicFor(
        new EncodedEvent(
            new EventId("1"),
            type,
            EventLevel.INFO,
            "",
            EncodedEvent.JSON_CONTENT_TYPE,
            new byte[0],
            Map.of("source", source)));
  }
}
