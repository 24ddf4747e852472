package io.github.maestroevents.kafka.internal.waiting;

import io.github.maestroevents.kafka.internal.producer.HelperThread;
import io.github.maestroevents.kafka.internal.verdict.BrokersSilentException;
import io.github.maestroevents.kafka.internal.verdict.FailureVerdicts;
import io.github.maestroevents.kafka.internal.verdict.TopicMissingException;
import io.github.maestroevents.kafka.internal.verdict.TopicUnseenException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Which topics the brokers say do not exist, and since when. For a while that is no reason to give
 * an event up: a topic is created after the engine starts, and a broker that has just started does
 * not know its topics yet. Used by the helper thread alone.
 */
final class MissingTopics {

  private final HelperThread helper;
  private final Duration patience;
  // A timer for each topic rather than a reading of the clock: setting the clock changes nothing.
  private final Map<String, Future<?>> missing = new HashMap<>();
  private final Set<String> missingForLong = new HashSet<>();

  MissingTopics(HelperThread helper, Duration patience) {
    this.helper = helper;
    this.patience = patience;
  }

  void heard(String topic, Exception failure) {
    if (FailureVerdicts.saysTopicIsUnknown(failure) && !missing.containsKey(topic)) {
      missing.put(topic, helper.alarm(() -> missingForLong.add(topic), patience));
    }
  }

  void found(String topic) {
    Future<?> timer = missing.remove(topic);
    if (timer != null) {
      timer.cancel(false);
      missingForLong.remove(topic);
    }
  }

  /**
   * What to hold against a topic that could not be looked up in time. A broker's answer that the
   * topic is unknown counts for nothing once no broker answers any more.
   *
   * @param silent whether no broker answers
   * @param brokers where they are, for people
   */
  Exception verdictOn(String topic, Exception failure, boolean silent, String brokers) {
    if (!(failure instanceof TimeoutException)) {
      return failure;
    }
    if (silent) {
      return BrokersSilentException.noneAnswers(brokers, failure);
    }
    if (FailureVerdicts.saysTopicIsUnknown(failure)) {
      return missingForLong.contains(topic)
          ? new TopicMissingException(topic, patience, failure)
          : TopicUnseenException.unknown(topic, failure);
    }
    if (failure.getCause() instanceof InvalidMetadataException) {
      return TopicUnseenException.unusable(topic, failure);
    }
    // Any other answer, a grant that is missing for one, speaks for itself.
    return failure.getCause() instanceof ApiException answer
        ? answer
        : BrokersSilentException.tooSlow(brokers, topic, failure);
  }
}
