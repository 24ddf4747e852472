package io.github.maestroevents.kafka.internal.verdict;

import java.time.Duration;

/** The brokers have answered for too long that a topic does not exist. */
public final class TopicMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TopicMissingException(String topic, Duration unknownTopicTimeout, Throwable cause) {
    super(
        "topic "
            + topic
            + " has been unknown to the brokers for more than "
            + unknownTopicTimeout
            + "; create it, or name another",
        KafkaFailure.asCause(cause));
  }
}
