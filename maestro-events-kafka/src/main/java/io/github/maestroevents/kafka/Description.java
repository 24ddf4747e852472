package io.github.maestroevents.kafka;

import io.github.maestroevents.kafka.internal.config.Secrets;

/** What a publisher tells of its configuration. */
final class Description {

  private Description() {}

  static String of(KafkaPublisherBuilder settings) {
    StringBuilder text = new StringBuilder("KafkaNotificationPublisher[topic=");
    text.append(
        settings.topics instanceof TopicTable table
            ? table.toString()
            : "chosen by " + settings.topics.getClass().getName());
    if (settings.producer != null) {
      text.append(", producer of the host's");
    }
    Secrets.shown(settings.properties)
        .forEach((name, value) -> text.append(", ").append(name).append('=').append(value));
    return text.append(']').toString();
  }
}
