package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether every broker has caught up with the topic. */
final class Replicas {

  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private Replicas() {}

  /**
   * Returns when each partition has all its replicas in sync. To break the next broker before would
   * leave acknowledged records on fewer live brokers than they were acknowledged by: a drill of
   * Kafka's replication, not of what sends to it.
   */
  static void awaitInSync(KafkaCluster kafka) {
    Await.until(
        "all replicas in sync",
        DEADLINE,
        () ->
            kafka
                .admin()
                .describeTopics(List.of(KafkaDrill.TOPIC))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == partition.replicas().size()));
  }
}
