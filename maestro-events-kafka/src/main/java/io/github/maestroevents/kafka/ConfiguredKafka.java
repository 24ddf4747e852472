package io.github.maestroevents.kafka;

import io.github.maestroevents.kafka.internal.config.ProducerProperty;
import io.github.maestroevents.kafka.internal.config.Secrets;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.ProviderSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A publisher of what a configuration says. Apart from the provider, which loads without Kafka's
 * client.
 */
final class ConfiguredKafka {

  private ConfiguredKafka() {}

  static Map<String, String> mistakes(ProviderSettings settings) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    Map<String, String> properties = settings.group(KafkaSettings.PRODUCER);
    properties.forEach(
        (name, value) -> {
          try {
            ProducerProperty.requireLegal(name, value);
          } catch (IllegalArgumentException e) { // whose words hold no value
            mistakes.put(property(name), behind(name, String.valueOf(e.getMessage())));
          }
        });
    if (settings.text(KafkaSettings.PRODUCER_BEAN).isPresent()) {
      addOfHostsProducer(settings, mistakes);
    } else {
      addOfOwnProducer(settings, mistakes);
    }
    return mistakes;
  }

  /** The name of the setting stands before the sentence, so that the sentence need not begin so. */
  private static String behind(String name, String sentence) {
    return sentence.startsWith(name + " ") ? sentence.substring(name.length() + 1) : sentence;
  }

  private static void addOfHostsProducer(ProviderSettings settings, Map<String, String> mistakes) {
    Map<String, String> properties = settings.group(KafkaSettings.PRODUCER);
    if (!properties.isEmpty()) {
      mistakes.put(
          KafkaSettings.PRODUCER_BEAN.name(),
          "cannot stand beside "
              + properties.keySet().stream()
                  .map(name -> property(Secrets.name(name)))
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ": the host's producer has properties of its own");
    } else if (producer(settings).isEmpty()) {
      mistakes.put(
          KafkaSettings.PRODUCER_BEAN.name(),
          "names no Kafka Producer that the host has given: "
              + WithheldText.name(settings.text(KafkaSettings.PRODUCER_BEAN).orElse("")));
    }
  }

  private static void addOfOwnProducer(ProviderSettings settings, Map<String, String> mistakes) {
    if (!settings
        .group(KafkaSettings.PRODUCER)
        .containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      mistakes.put(
          property(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
          "is missing: where to find the brokers, host:port[,host:port…]");
    }
    if (settings.flag(KafkaSettings.CLOSE_PRODUCER).orElse(false)) {
      mistakes.put(
          KafkaSettings.CLOSE_PRODUCER.name(),
          "is for a producer of the host's, and " + KafkaSettings.PRODUCER_BEAN + " names none");
    }
    if (settings.duration(KafkaSettings.COMPLETION_TIMEOUT).isPresent()) {
      mistakes.put(
          KafkaSettings.COMPLETION_TIMEOUT.name(),
          "is for a producer of the host's, and "
              + KafkaSettings.PRODUCER_BEAN
              + " names none; set "
              + property(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    }
  }

  static KafkaNotificationPublisher publisher(ProviderSettings settings) {
    return builder(settings).build();
  }

  static KafkaPublisherBuilder builder(ProviderSettings settings) {
    KafkaPublisherBuilder builder =
        KafkaNotificationPublisher.builder(ConfiguredTopics.selector(settings))
            .properties(settings.group(KafkaSettings.PRODUCER));
    producer(settings).ifPresent(builder::producer);
    if (settings.flag(KafkaSettings.CLOSE_PRODUCER).orElse(false)) {
      builder.closeProducer();
    }
    settings.duration(KafkaSettings.COMPLETION_TIMEOUT).ifPresent(builder::completionTimeout);
    settings
        .number(KafkaSettings.MAX_BATCH_EVENTS)
        .ifPresent(events -> builder.maxBatchEvents(Math.toIntExact(events)));
    settings.duration(KafkaSettings.METADATA_TIMEOUT).ifPresent(builder::metadataTimeout);
    settings.duration(KafkaSettings.UNKNOWN_TOPIC_TIMEOUT).ifPresent(builder::unknownTopicTimeout);
    settings.duration(KafkaSettings.CLIENT_CLOSE_TIMEOUT).ifPresent(builder::closeTimeout);
    return builder;
  }

  /** Its keys and values cannot be looked at: the setting says that they are bytes. */
  @SuppressWarnings("unchecked")
  private static Optional<Producer<byte[], byte[]>> producer(ProviderSettings settings) {
    return settings
        .text(KafkaSettings.PRODUCER_BEAN)
        .flatMap(name -> settings.hostObject(Producer.class, name))
        .map(found -> (Producer<byte[], byte[]>) found);
  }

  private static String property(String name) {
    return KafkaSettings.PRODUCER.name() + "." + name;
  }
}
