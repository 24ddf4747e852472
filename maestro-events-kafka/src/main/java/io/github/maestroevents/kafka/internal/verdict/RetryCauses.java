package io.github.maestroevents.kafka.internal.verdict;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.ForeignFailure;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Why an event is to be retried: whose failure it is, where, and what an operator can do. */
public final class RetryCauses {

  private RetryCauses() {}

  /**
   * The outcome, in doubt. A failure of the topic itself is the event's; any other is the
   * destination's.
   */
  public static RetryLater of(Exception failure, RecordPlace place) {
    if (failure instanceof BrokersSilentException) {
      return DeliveryOutcome.retryLater(failure);
    }
    if (failure instanceof TopicUnseenException) {
      return DeliveryOutcome.retryLater(failure).ofEvent().inPart(topicPart(place));
    }
    RetryLater retry = DeliveryOutcome.retryLater(explained(failure, place));
    if (failure instanceof TopicAuthorizationException) {
      return retry.ofEvent().inPart(topicPart(place));
    }
    if (failure instanceof UnknownTopicOrPartitionException) {
      return retry.ofEvent().inPart(place.part());
    }
    return isOfAPartition(failure) ? retry.inPart(place.part()) : retry;
  }

  /** The outcome of an event that waited for the first of the producer to its partition. */
  public static RetryLater unanswered(RecordPlace place) {
    return DeliveryOutcome.retryLater(new EarlierEventUnansweredException(place.part()))
        .ofEvent()
        .inPart(place.part());
  }

  /**
   * Whether it may be one partition that is in trouble, or all of them: a leader or replicas are
   * missing, or there was no acknowledgement in time.
   */
  public static boolean canBeAPartsAlone(Exception failure) {
    return isOfAPartition(failure) || failure instanceof TimeoutException;
  }

  private static boolean isOfAPartition(Exception failure) {
    return (failure instanceof InvalidMetadataException && !(failure instanceof NetworkException))
        || failure instanceof NotEnoughReplicasException
        || failure instanceof NotEnoughReplicasAfterAppendException
        || failure instanceof OutOfOrderSequenceException;
  }

  private static String topicPart(RecordPlace place) {
    return new RecordPlace(place.topic(), RecordPlace.NO_PARTITION).part();
  }

  static String unknownTopic(String topic) {
    return "topic '"
        + topic
        + "' does not exist or is not visible to this client; create it or grant DESCRIBE";
  }

  /** What to do about the failure; without a stack trace, since it is made per event. */
  private static Throwable explained(Exception failure, RecordPlace place) {
    return RetryableDeliveryException.withoutStackTrace(
        advice(failure, place) + " (" + KafkaFailure.named(failure) + ")",
        ForeignFailure.of(failure));
  }

  private static String advice(Exception failure, RecordPlace place) {
    if (failure instanceof TopicAuthorizationException) {
      return "topic '"
          + place.topic()
          + "' is not granted to this client; grant it WRITE and DESCRIBE";
    }
    if (failure instanceof ClusterAuthorizationException) {
      return "this client may write to no topic; grant it WRITE on topic '" + place.topic() + "'";
    }
    if (failure instanceof SslAuthenticationException) {
      return "the TLS handshake with the brokers failed: the client does not trust their certificate,"
          + " or they do not take the client's; mend ssl.truststore.*, ssl.keystore.*, the host"
          + " names in the certificates and in bootstrap.servers, or ssl.enabled.protocols";
    }
    if (failure instanceof UnsupportedSaslMechanismException) {
      return "the brokers have another SASL mechanism enabled; mend sasl.mechanism";
    }
    if (failure instanceof AuthenticationException) {
      return "the brokers refuse this client's credentials; mend its user, password or certificate";
    }
    if (failure instanceof UnknownTopicOrPartitionException) {
      return unknownTopic(place.topic());
    }
    if (failure instanceof BufferExhaustedException) {
      return "the producer's buffer is full; it empties when brokers take what is in it";
    }
    if (failure instanceof TimeoutException) {
      return place.part()
          + ": no acknowledgement in time, and the event may have arrived; see the health of the"
          + " brokers and the network";
    }
    return isOfAPartition(failure)
        ? place.part() + " cannot be written to; see its leader and its replicas"
        : "Kafka's client cannot deliver it now; see the log of org.apache.kafka";
  }
}
