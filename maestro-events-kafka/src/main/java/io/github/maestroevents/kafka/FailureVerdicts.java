package io.github.maestroevents.kafka;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
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
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of Kafka's client means for the event it was raised for.
 *
 * <p>The rule: an event is rejected only for what it is. What an operator can mend without touching
 * the event (a broker, a password, a permission, a version) is retried, and the delivery engine
 * bounds for how long.
 *
 * <table>
 * <caption>Exception, verdict, and why</caption>
 * <tr><th>exception</th><th>verdict</th><th>why</th></tr>
 * <tr><td>RecordTooLargeException</td><td>rejected</td>
 *     <td>it is as large the next time; neighbours are sent</td></tr>
 * <tr><td>SerializationException, IllegalArgumentException, InvalidRecordException,
 *     InvalidTimestampException</td><td>rejected</td><td>the record itself was refused</td></tr>
 * <tr><td>InvalidTopicException</td><td>rejected</td><td>no topic can have that name</td></tr>
 * <tr><td>topic unknown to the brokers for longer than the unknown-topic timeout</td>
 *     <td>rejected</td><td>see {@link WaitingRoom}; before that, retried</td></tr>
 * <tr><td>RetriableException: timeouts, lost leaders, too few replicas, full buffer</td>
 *     <td>retried</td><td>passes by itself</td></tr>
 * <tr><td>TopicAuthorizationException, AuthenticationException</td><td>retried</td>
 *     <td>a grant or a password mends it without a restart</td></tr>
 * <tr><td>ClusterAuthorizationException, UnsupportedVersionException, ProducerFencedException,
 *     InvalidProducerEpochException; any refusal to take a record that is no ApiException</td>
 *     <td>retried with a new producer</td><td>the client never recovers from it</td></tr>
 * <tr><td>OutOfOrderSequenceException, UnknownProducerIdException</td><td>retried</td>
 *     <td>an idempotent client starts a new epoch by itself</td></tr>
 * <tr><td>everything else, a bare KafkaException for the neighbours of a refused record
 *     included</td><td>retried</td><td>nothing says that it is the event's fault</td></tr>
 * </table>
 */
final class FailureVerdicts {

  private FailureVerdicts() {}

  static DeliveryOutcome outcome(Exception failure, EncodedEvent event, String topic) {
    return isTheEventsFault(failure)
        ? rejected(event, topic, String.valueOf(failure.getMessage()), failure)
        : DeliveryOutcome.retryLater(failure);
  }

  /** A rejection whose message tells which event, which topic and why. */
  static DeliveryOutcome rejected(
      EncodedEvent event, String topic, String why, @Nullable Throwable cause) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " never goes to topic " + topic + ": " + why, cause));
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
  static boolean isFatal(Exception failure) {
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
  static boolean isFatalWhenThrown(Exception failure) {
    return failure instanceof IllegalStateException
        || (failure instanceof KafkaException
            && !(failure instanceof ApiException)
            && !(failure instanceof InterruptException)
            && !(failure instanceof SerializationException))
        || isFatal(failure);
  }

  /** Whether brokers answered that the topic does not exist, rather than not at all. */
  static boolean saysTopicIsUnknown(Exception failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure.getCause() instanceof UnknownTopicOrPartitionException;
  }
}
