package io.github.maestroevents.verification.netflix;

import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.nio.file.Path;
import java.util.List;

/** A real Kafka, a real PostgreSQL, and events that a real server published. */
record Bed(KafkaCluster kafka, Database database, Path home, List<String> events)
    implements AutoCloseable {

  static Bed start(Path home) {
    KafkaCluster kafka = KafkaCluster.start();
    try {
      return new Bed(kafka, Database.start(), home, CapturedRuns.events());
    } catch (RuntimeException | Error e) {
      kafka.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      kafka.close();
    } finally {
      database.close();
    }
  }
}
