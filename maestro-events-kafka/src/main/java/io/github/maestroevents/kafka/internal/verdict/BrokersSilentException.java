package io.github.maestroevents.kafka.internal.verdict;

import org.jspecify.annotations.Nullable;

/** No broker answers: the destination's failure, whatever the topic. */
public final class BrokersSilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private BrokersSilentException(String message, @Nullable Throwable cause) {
    super(message, KafkaFailure.asCause(cause));
  }

  /** Nothing has come from any broker for a while. */
  public static BrokersSilentException noneAnswers(String brokers, Throwable cause) {
    return new BrokersSilentException(
        "no broker of "
            + brokers
            + " answers; see whether the brokers run and the network lets this host reach them",
        cause);
  }

  /** Brokers are there, but were too slow to tell of a topic. */
  public static BrokersSilentException tooSlow(String brokers, String topic, Throwable cause) {
    return new BrokersSilentException(
        "the brokers of "
            + brokers
            + " did not tell in time where topic '"
            + topic
            + "' is; see their load and the network",
        cause);
  }

  /** No address to ask. */
  public static BrokersSilentException noneResolves(String brokers, Throwable cause) {
    return new BrokersSilentException(
        "no name in bootstrap.servers=" + brokers + " has an address; see the names and the DNS",
        cause);
  }

  /** Between two producers. */
  public static BrokersSilentException noProducer(String brokers) {
    return new BrokersSilentException(
        "the producer to " + brokers + " is being replaced; its events wait for the next", null);
  }
}
