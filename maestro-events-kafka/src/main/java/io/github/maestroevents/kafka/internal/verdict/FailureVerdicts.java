package io.github.maestroevents.kafka.internal.verdict;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What an exception of Kafka's client means for the event it was raised for.
 *
 * <p>The rule: an event is rejected only for what it is. What an operator can mend without touching
 * the event (a broker, a password, a permission, a version) is retried, and the delivery engine
 * bounds for how long. {@code docs/kafka.md} has the verdicts in a table.
 *
 * <p>An event that the producer did not take has not left: it is not delivered. One that the
 * producer took and gave up is in doubt, unless a broker refused it for a grant or for a topic that
 * is not there.
 */
public final class FailureVerdicts {

  private FailureVerdicts() {}

  /** For an event that the producer did not take. */
  public static DeliveryOutcome refused(Exception failure, EncodedEvent event, String topic) {
    if (isTheEventsFault(failure)) {
      return rejected(event, topic, failure);
    }
    return RetryCauses.of(failure, new RecordPlace(topic, RecordPlace.NO_PARTITION)).notDelivered();
  }

  /**
   * For an event that the producer took and gave up later.
   *
   * @param alone whether the failure is that of a part: brokers acknowledged others meanwhile
   */
  public static DeliveryOutcome givenUp(
      Exception failure, EncodedEvent event, RecordPlace place, boolean alone) {
    if (isTheEventsFault(failure)) {
      return rejected(event, place.topic(), failure);
    }
    RetryLater retry = RetryCauses.of(failure, place);
    if (isRefusedByABroker(failure)) {
      return retry.notDelivered();
    }
    return alone ? retry.ofEvent().inPart(place.part()) : retry;
  }

  /** A rejection whose message tells which event, which topic and why. */
  private static DeliveryOutcome rejected(EncodedEvent event, String topic, Exception failure) {
    boolean isOurs = failure instanceof TopicMissingException;
    String why =
        isOurs
            ? String.valueOf(failure.getMessage())
            : whyNever(failure) + " (" + KafkaFailure.named(failure) + ")";
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " never goes to topic " + topic + ": " + why,
            isOurs ? failure : ForeignFailure.of(failure)));
  }

  /** For an event that has no topic: the host's choice failed, or chose what is none. */
  public static DeliveryOutcome withoutTopic(
      EncodedEvent event, String why, RuntimeException cause) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " goes to no topic: " + why, ForeignFailure.of(cause)));
  }

  private static String whyNever(Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      return "it is larger than max.request.size, buffer.memory or the topic's max.message.bytes"
          + " allows";
    }
    if (failure instanceof SerializationException) {
      return "a serializer does not take it";
    }
    if (failure instanceof InvalidTimestampException) {
      return "its time is further from the broker's clock than the topic allows";
    }
    if (failure instanceof InvalidTopicException) {
      return "the brokers take no such name of a topic";
    }
    return failure instanceof InvalidRecordException
        ? "the broker refuses what it says; see the topic's settings"
        : "the producer does not take it";
  }

  private static boolean isTheEventsFault(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof SerializationException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTimestampException
        || failure instanceof InvalidTopicException
        || failure instanceof TopicMissingException
        || failure instanceof IllegalArgumentException;
  }

  /** Whether the producer that reported this will refuse every record from now on. */
  public static boolean isFatal(Exception failure) {
    return failure instanceof ClusterAuthorizationException
        || failure instanceof UnsupportedVersionException
        || failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException
        || failure instanceof TransactionalIdAuthorizationException;
  }

  /**
   * Whether a producer that threw this, rather than reporting it for the record, is beyond use:
   * closed, or in the state from which {@code send} always throws.
   */
  public static boolean isFatalWhenThrown(Exception failure) {
    return failure instanceof IllegalStateException
        || (failure instanceof KafkaException
            && !(failure instanceof ApiException)
            && !(failure instanceof InterruptException)
            && !(failure instanceof SerializationException))
        || isFatal(failure);
  }

  /**
   * Why a producer threw. One that has failed for good throws words of its own about its state, and
   * has what a broker once said as the cause: that is what an operator can mend.
   */
  public static Exception reasonOf(RuntimeException thrown) {
    return isFatalWhenThrown(thrown)
            && thrown.getCause() instanceof ApiException said
            && !isTheEventsFault(said)
        ? said
        : thrown;
  }

  /** Whether a broker said that it will not have the record, so that it is not there. */
  private static boolean isRefusedByABroker(Exception failure) {
    return failure instanceof TopicAuthorizationException
        || failure instanceof ClusterAuthorizationException
        || failure instanceof UnknownTopicOrPartitionException
        || failure instanceof UnsupportedVersionException;
  }

  /** Whether brokers answered that the topic does not exist, rather than not at all. */
  public static boolean saysTopicIsUnknown(Exception failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure.getCause() instanceof UnknownTopicOrPartitionException;
  }
}
