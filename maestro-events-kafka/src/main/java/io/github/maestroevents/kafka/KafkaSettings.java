package io.github.maestroevents.kafka;

import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What a configuration may say of a Kafka publisher. Loads without Kafka's client. */
final class KafkaSettings {

  static final Setting TOPIC =
      Setting.text("topic", "The topic of every event that no other rule has a topic for.")
          .shown()
          .required();

  static final Setting TOPICS_BY_TYPE =
      Setting.group(
              "topics.by-type",
              "A topic for each type of event, such as"
                  + " topics.by-type.STEP_INSTANCE_STATUS_CHANGE_EVENT=steps.",
              maestrosTypes())
          .shown();

  static final Setting TOPICS_BY_CLUSTER =
      Setting.group(
              "topics.by-cluster",
              "A topic for each cluster of the engine, as it is named in a source"
                  + " /maestro/CLUSTER.",
              Set.of())
          .shown();

  /** Not shown: a source may be a URL with a password in it. */
  static final Setting TOPICS_BY_SOURCE =
      Setting.group("topics.by-source", "A topic for each source of events.", Set.of());

  static final Setting PRODUCER =
      Setting.clientProperties(
              "kafka",
              "Any property of Kafka's producer, such as kafka.bootstrap.servers=broker:9092.",
              clientsNames())
          .showing(ShownProperties.forms());

  static final Setting PRODUCER_BEAN =
      Setting.text(
          "producer-bean",
          "The name of a Kafka Producer of the host's, which is used as it is; instead of"
              + " kafka.* settings.");

  static final Setting CLOSE_PRODUCER =
      Setting.flag(
              "close-producer", "Whether the producer of the host's is closed with the publisher.")
          .withDefault("false");

  static final Setting COMPLETION_TIMEOUT =
      time(
              "completion-timeout",
              "The longest that the producer of the host's takes for a record: its"
                  + " delivery.timeout.ms plus its max.block.ms.",
              Duration.ofMillis(1))
          .withDefault(text(KafkaPublisherBuilder.DEFAULT_COMPLETION_TIMEOUT));

  static final Setting MAX_BATCH_EVENTS =
      Setting.integer("max-batch-events", "The most events in one batch.", 1, Integer.MAX_VALUE)
          .withDefault(String.valueOf(KafkaPublisherBuilder.DEFAULT_MAX_BATCH_EVENTS));

  static final Setting METADATA_TIMEOUT =
      time(
              "metadata-timeout",
              "How long a batch waits for brokers to tell where a topic is.",
              Duration.ofMillis(1))
          .withDefault(text(KafkaPublisherBuilder.DEFAULT_METADATA_TIMEOUT));

  static final Setting UNKNOWN_TOPIC_TIMEOUT =
      time(
              "unknown-topic-timeout",
              "For how long events of a topic that does not exist are retried rather than"
                  + " rejected.",
              Duration.ofMillis(1))
          .withDefault(text(KafkaPublisherBuilder.DEFAULT_UNKNOWN_TOPIC_TIMEOUT));

  static final Setting CLIENT_CLOSE_TIMEOUT =
      time(
              "client-close-timeout",
              "How long closing waits for records that are on their way, within close-timeout.",
              Duration.ZERO)
          .withDefault(text(KafkaPublisherBuilder.DEFAULT_CLOSE_TIMEOUT));

  static final List<Setting> ALL =
      List.of(
          TOPIC,
          TOPICS_BY_TYPE,
          TOPICS_BY_CLUSTER,
          TOPICS_BY_SOURCE,
          PRODUCER,
          PRODUCER_BEAN,
          CLOSE_PRODUCER,
          COMPLETION_TIMEOUT,
          MAX_BATCH_EVENTS,
          METADATA_TIMEOUT,
          UNKNOWN_TOPIC_TIMEOUT,
          CLIENT_CLOSE_TIMEOUT);

  private KafkaSettings() {}

  private static Setting time(String name, String description, Duration shortest) {
    return Setting.duration(name, description, shortest, KafkaPublisherBuilder.LONGEST);
  }

  private static String text(Duration seconds) {
    return seconds.toSeconds() + "s";
  }

  private static Set<String> maestrosTypes() {
    return Arrays.stream(EventType.values())
        .filter(type -> type != EventType.UNKNOWN)
        .map(EventType::name)
        .collect(Collectors.toSet());
  }

  /** None without Kafka's client: then a destination of this type is refused anyway. */
  private static Set<String> clientsNames() {
    try {
      return Client.names();
    } catch (LinkageError e) { // the host has left out Kafka's client
      return Set.of();
    }
  }

  /** Apart, so that the settings load without Kafka's client. */
  private static final class Client {

    static Set<String> names() {
      return ProducerConfig.configNames();
    }
  }
}
