package io.github.maestroevents.verification.boot;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A host of a stranger: a publisher to Kafka with a journal, as a bean. */
@SpringBootApplication
public class BootHost {

  public static void main(String[] args) {
    SpringApplication.run(BootHost.class, args);
  }

  @Bean
  DeliveringPublisher publisher(
      @Value("${events.brokers}") String brokers, @Value("${events.journal}") Path journal) {
    return NonBlockingNotificationPublisher.builder(
            KafkaNotificationPublisher.builder("events").bootstrapServers(brokers).build())
        .acceptance(AcceptancePolicy.journaled())
        .journal(SqliteJournal.at(journal).open())
        .build();
  }
}
