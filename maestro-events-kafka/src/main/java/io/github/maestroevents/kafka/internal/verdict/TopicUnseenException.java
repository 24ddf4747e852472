package io.github.maestroevents.kafka.internal.verdict;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brokers answer, but not with a topic that could be written to: the failure of its events. */
public final class TopicUnseenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private TopicUnseenException(String message, @Nullable Throwable cause) {
    super(message, KafkaFailure.asCause(cause));
  }

  /** The brokers know no such topic. */
  public static TopicUnseenException unknown(String topic, Throwable cause) {
    return new TopicUnseenException(RetryCauses.unknownTopic(topic), cause);
  }

  /**
   * Nothing was heard of the topic: others came first, or the producer has just lost sight of it.
   */
  public static TopicUnseenException notLookedUp(String topic, Duration within) {
    return new TopicUnseenException(
        "nothing was heard of topic '"
            + topic
            + "' within "
            + within
            + "; many topics that do not exist, or are not visible to this client, hold it up",
        null);
  }

  /** The brokers know the topic and say what is wrong with it. */
  public static TopicUnseenException unusable(String topic, Throwable cause) {
    return new TopicUnseenException(
        "topic '" + topic + "' cannot be written to now; see its leaders and replicas", cause);
  }
}
