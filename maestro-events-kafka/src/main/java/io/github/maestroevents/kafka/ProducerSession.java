package io.github.maestroevents.kafka;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;

/**
 * One producer, the topics it is known to know, and whether brokers answer it. A topic is learned
 * by the helper thread and forgotten by whichever thread finds that the producer has to ask for it
 * again; being wrong costs one wait of {@code max.block.ms}, never an event.
 */
final class ProducerSession {

  private final Producer<byte[], byte[]> producer;
  private final String brokers;
  private final BrokerContact contact;
  private final Set<String> knownTopics = ConcurrentHashMap.newKeySet();
  private final AtomicLong handedOver = new AtomicLong();
  private final AtomicLong latestAcknowledged = new AtomicLong();

  // Tells those whose records the producer drops when it is stopped that a part alone had failed.
  private volatile boolean stoppedForAPart;

  /**
   * @param brokers where the producer finds its brokers, for people
   */
  ProducerSession(Producer<byte[], byte[]> producer, String brokers) {
    this.producer = producer;
    this.brokers = brokers;
    this.contact = new BrokerContact(producer);
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  String brokers() {
    return brokers;
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

  /** What is known of the producer's brokers. */
  BrokerContact contact() {
    return contact;
  }

  /** The number of a record that is handed over now. */
  long nextRecord() {
    return handedOver.incrementAndGet();
  }

  void acknowledged(long record) {
    latestAcknowledged.accumulateAndGet(record, Math::max);
  }

  /**
   * Whether brokers go on without a record that failed: they have acknowledged one that was handed
   * over after it, and they are still there.
   */
  boolean goesOnWithout(long record) {
    return latestAcknowledged.get() > record && contact.isConnected();
  }

  /** Called before the producer is stopped: what it drops then is no failure of the brokers'. */
  void stopsForAPart() {
    stoppedForAPart = true;
  }

  boolean isStoppedForAPart() {
    return stoppedForAPart;
  }
}
