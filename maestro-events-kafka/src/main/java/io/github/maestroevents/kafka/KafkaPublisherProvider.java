package io.github.maestroevents.kafka;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type {@code kafka} of a configuration: a {@link KafkaNotificationPublisher}. Found by {@link
 * java.util.ServiceLoader}, also where Kafka's client is not on the class path: then a destination
 * of this type is refused with the artifact to add. Safe for use from many threads.
 */
public final class KafkaPublisherProvider implements PublisherProvider {

  private static final String ARTIFACT = "org.apache.kafka:kafka-clients";

  /** For {@link java.util.ServiceLoader}. */
  public KafkaPublisherProvider() {}

  /** {@code kafka}. */
  @Override
  public String type() {
    return "kafka";
  }

  @Override
  public List<Setting> settings() {
    return KafkaSettings.ALL;
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    Map<String, String> mistakes = new LinkedHashMap<>(ConfiguredTopics.mistakes(settings));
    try {
      mistakes.putAll(ConfiguredKafka.mistakes(settings));
    } catch (LinkageError e) { // the host has left out Kafka's client, or a part of it
      mistakes.put("type", noClient(e));
    }
    return mistakes;
  }

  /** The topic. */
  @Override
  public Optional<String> target(ProviderSettings settings, EncodedEvent event) {
    return Optional.of("topic " + ConfiguredTopics.selector(settings).topicFor(event));
  }

  /**
   * Waits for no broker. Names in the bootstrap servers are resolved, as in {@link
   * KafkaPublisherBuilder#build}.
   */
  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    try {
      return ConfiguredKafka.publisher(settings);
    } catch (LinkageError e) { // as above
      throw new IllegalArgumentException("The destination " + noClient(e), e);
    } catch (IllegalStateException e) { // of the builder, whose words hold no value
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String noClient(LinkageError e) {
    return "needs Kafka's client, which cannot be loaded ("
        + e.getClass().getSimpleName()
        + "); add "
        + ARTIFACT;
  }
}
