package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;

/** The snippets of docs/kafka.md. */
final class KafkaSnippets {

  private KafkaSnippets() {}

  static void shortest(MaestroEvent event) {
    var kafka =
        KafkaNotificationPublisher.builder("maestro-events")
            .bootstrapServers("localhost:9092")
            .build();
    var publisher = NonBlockingNotificationPublisher.wrap(kafka);
    publisher.send(event);
    publisher.close();
  }

  static KafkaNotificationPublisher secured(String truststorePassword, String password) {
    return KafkaNotificationPublisher.builder("maestro-events")
        .bootstrapServers("kafka-1:9093,kafka-2:9093")
        .property("security.protocol", "SASL_SSL")
        .property("ssl.truststore.location", "/etc/maestro/truststore.p12")
        .property("ssl.truststore.password", truststorePassword)
        .property("sasl.mechanism", "SCRAM-SHA-512")
        .property(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"maestro\" password=\""
                + password
                + "\";")
        .build();
  }
}
