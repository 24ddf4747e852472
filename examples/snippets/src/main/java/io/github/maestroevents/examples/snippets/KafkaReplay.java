package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.util.Map;

/** The publisher that docs/command-line.md replays to. */
public final class KafkaReplay implements ReplayPublisherFactory {

  @Override
  public MaestroNotificationPublisher create(Map<String, String> settings) {
    return KafkaNotificationPublisher.builder(settings.getOrDefault("topic", "maestro-events"))
        .bootstrapServers(settings.getOrDefault("brokers", "localhost:9092"))
        .build();
  }
}
