package io.github.maestroevents.kafka;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/**
 * One producer and the topics it is known to know. A topic is learned by the helper thread and
 * forgotten by whichever thread finds that the producer has to ask for it again; being wrong costs
 * one wait of {@code max.block.ms}, never an event.
 */
final class ProducerSession {

  private final Producer<byte[], byte[]> producer;
  private final Set<String> knownTopics = ConcurrentHashMap.newKeySet();

  ProducerSession(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  boolean knows(String topic) {
    return knownTopics.contains(topic);
  }

  void forget(String topic) {
    knownTopics.remove(topic);
  }

  /**
   * Asks the producer for a topic, which makes its own thread ask the brokers. Waits for the answer
   * as long as {@code max.block.ms}; asking again later finds what came in the meantime.
   *
   * @throws RuntimeException whatever the producer has against the topic, a timeout for no answer
   */
  void learn(String topic) {
    if (!knows(topic)) {
      producer.partitionsFor(topic);
      knownTopics.add(topic);
    }
  }
}
