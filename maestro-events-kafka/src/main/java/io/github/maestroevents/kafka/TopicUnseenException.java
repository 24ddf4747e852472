package io.github.maestroevents.kafka;

/** Brokers answer, but not with a topic that could be written to: the failure of its events. */
final class TopicUnseenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private TopicUnseenException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The brokers know no such topic. */
  static TopicUnseenException unknown(String topic, Throwable cause) {
    return new TopicUnseenException(RetryCauses.unknownTopic(topic), cause);
  }

  /** The brokers know the topic and say what is wrong with it. */
  static TopicUnseenException unusable(String topic, Throwable cause) {
    return new TopicUnseenException(
        "topic '" + topic + "' cannot be written to now; see its leaders and replicas", cause);
  }
}
