package io.github.maestroevents.testbeds.kafka;

import java.util.Map;

/**
 * Kafka as tests see it, wherever it runs: what a test asks for here it can ask of processes and of
 * containers alike.
 *
 * <p>Clients connect without TLS and without a password. Topics are not created by themselves. Not
 * thread-safe.
 */
public interface KafkaService extends AutoCloseable {

  /** Where clients connect. */
  String bootstrapServers();

  /** Creates a topic, replicated as far as the cluster goes, and returns when it has leaders. */
  default void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /** Creates a topic with settings of its own, and returns when it has leaders. */
  void createTopic(String topic, int partitions, Map<String, String> configs);

  /** Stops every node without ending it: its sockets stay open and nothing answers. */
  void suspend();

  /** Lets suspended nodes go on, and returns when they answer. */
  void resume();

  /** Ends every node, suspended or not, and removes what it has stored. */
  @Override
  void close();
}
