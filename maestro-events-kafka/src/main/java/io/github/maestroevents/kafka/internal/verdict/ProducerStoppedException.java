package io.github.maestroevents.kafka.internal.verdict;

import java.time.Duration;

/** The producer itself has stopped working, whatever the brokers do. */
public final class ProducerStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ProducerStoppedException(String message) {
    super(message);
  }

  /** An Error has ended the client's thread. */
  public static ProducerStoppedException networkThreadEnded() {
    return new ProducerStoppedException(
        "the network thread of Kafka's client has ended; see its last error in the log of"
            + " org.apache.kafka, a lack of memory for one");
  }

  /** The client has not even said that it gave the events up. */
  public static ProducerStoppedException silent(Duration time) {
    return new ProducerStoppedException(
        "Kafka's client has told nothing of some events for more than "
            + time
            + ", which its delivery.timeout.ms forbids; see whether an interceptor, a callback"
            + " handler or a metrics reporter holds its thread");
  }

  /** The client does nothing although it is asked to. */
  public static ProducerStoppedException idle() {
    return new ProducerStoppedException(
        "Kafka's client does nothing although a topic is waited for; see whether an interceptor, a"
            + " callback handler or a metrics reporter holds its thread");
  }
}
