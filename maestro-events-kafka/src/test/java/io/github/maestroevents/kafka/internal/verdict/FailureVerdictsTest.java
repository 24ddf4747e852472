package io.github.maestroevents.kafka.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.kafka.Driver;
import io.github.maestroevents.kafka.Events;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureVerdictsTest {

  private static final EncodedEvent EVENT = Events.event("k", 1);
  private static final String SAID = "what-others-said";
  private static final RecordPlace PLACE = new RecordPlace("the-topic", 3);

  static List<Exception> theEventsFault() {
    return List.of(
        new RecordTooLargeException(SAID),
        new SerializationException(SAID),
        new InvalidRecordException(SAID),
        new InvalidTimestampException(SAID),
        new InvalidTopicException(SAID),
        new IllegalArgumentException(SAID));
  }

  static List<Exception> notTheEventsFault() {
    return List.of(
        new TimeoutException("x"),
        new BufferExhaustedException("x"),
        new NotEnoughReplicasException("x"),
        new UnknownTopicOrPartitionException("x"),
        new TopicAuthorizationException("x"),
        new ClusterAuthorizationException("x"),
        new SaslAuthenticationException("x"),
        new UnsupportedVersionException("x"),
        new OutOfOrderSequenceException("x"),
        new ProducerFencedException("x"),
        new KafkaException("part of a batch with an invalid record"),
        new IllegalStateException("x"));
  }

  @ParameterizedTest
  @MethodSource("theEventsFault")
  void event_isRejected_forWhatItIs(Exception failure) {
    Rejected outcome = (Rejected) FailureVerdicts.refused(failure, EVENT, "the-topic");

    assertThat(outcome.cause())
        .isInstanceOf(PermanentDeliveryException.class)
        .hasMessageContaining("the-topic")
        .hasMessageContaining(Events.id("k", 1))
        .hasMessageContaining(failure.getClass().getSimpleName())
        .hasMessageNotContaining(SAID)
        .cause()
        .isInstanceOfSatisfying(
            ForeignFailure.class,
            cause -> assertThat(cause.type()).isEqualTo(failure.getClass().getName()));
  }

  @ParameterizedTest
  @MethodSource("notTheEventsFault")
  void event_isRetried_forWhatAnOperatorCanMend(Exception failure) {
    RetryLater refused = (RetryLater) FailureVerdicts.refused(failure, EVENT, "the-topic");
    RetryLater givenUp = (RetryLater) FailureVerdicts.givenUp(failure, EVENT, PLACE, false);

    for (RetryLater retry : List.of(refused, givenUp)) {
      assertThat(retry.cause()).hasMessageContaining(failure.getClass().getSimpleName());
      assertThat(retry.cause().getCause())
          .isInstanceOfSatisfying(
              ForeignFailure.class,
              cause -> assertThat(cause.type()).isEqualTo(failure.getClass().getName()));
    }
    assertThat(refused.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
  }

  static Stream<Arguments> givenUp() {
    return Stream.of(
        arguments(
            new TopicAuthorizationException("x"),
            "NOT_DELIVERED EVENT topic the-topic: topic 'the-topic' is not granted"),
        arguments(
            new UnknownTopicOrPartitionException("x"),
            "NOT_DELIVERED EVENT partition the-topic-3: topic 'the-topic' does not exist"),
        arguments(
            new ClusterAuthorizationException("x"),
            "NOT_DELIVERED DESTINATION null: this client may write to no topic"),
        arguments(
            new UnsupportedVersionException("x"),
            "NOT_DELIVERED DESTINATION null: Kafka's client cannot deliver it now; see the log of"
                + " org.apache.kafka (UnsupportedVersionException, UNSUPPORTED_VERSION)"),
        arguments(
            new SaslAuthenticationException("x"),
            "IN_DOUBT DESTINATION null: the brokers refuse this client's credentials"),
        arguments(
            new TimeoutException("x"),
            "IN_DOUBT DESTINATION null: partition the-topic-3: no acknowledgement in time"),
        arguments(new NetworkException("x"), "IN_DOUBT DESTINATION null: Kafka's client cannot"),
        arguments(new ThrottlingQuotaExceededException("x"), "IN_DOUBT DESTINATION null: Kafka's"),
        arguments(
            new NotLeaderOrFollowerException("x"),
            "IN_DOUBT DESTINATION partition the-topic-3: partition the-topic-3 cannot be written"),
        arguments(
            new NotEnoughReplicasException("x"),
            "IN_DOUBT DESTINATION partition the-topic-3: partition the-topic-3 cannot be written"),
        arguments(new KafkaException("x"), "IN_DOUBT DESTINATION null: Kafka's client cannot"));
  }

  @ParameterizedTest
  @MethodSource("givenUp")
  void retry_tellsCertaintyFaultAndPart_whenTheProducerGaveUp(Exception failure, String expected) {
    assertThat(told(FailureVerdicts.givenUp(failure, EVENT, PLACE, false))).startsWith(expected);
  }

  static List<Exception> ofAPart() {
    return List.of(
        new TimeoutException("x"),
        new NotLeaderOrFollowerException("x"),
        new NotEnoughReplicasException("x"),
        new OutOfOrderSequenceException("x"));
  }

  @ParameterizedTest
  @MethodSource("ofAPart")
  void failureOfAPartition_isTheEvents_whenBrokersGoOnWithoutIt(Exception failure) {
    assertThat(RetryCauses.canBeAPartsAlone(failure)).isTrue();
    assertThat(told(FailureVerdicts.givenUp(failure, EVENT, PLACE, true)))
        .startsWith("IN_DOUBT EVENT partition the-topic-3: partition the-topic-3");
  }

  @Test
  void fullBuffer_isTheDestinations_andTheEventHasNotLeft() {
    assertThat(told(FailureVerdicts.refused(new BufferExhaustedException("x"), EVENT, "the-topic")))
        .startsWith("NOT_DELIVERED DESTINATION null: the producer's buffer is full");
  }

  private static String told(DeliveryOutcome outcome) {
    RetryLater retry = (RetryLater) outcome;
    return retry.certainty()
        + " "
        + retry.fault()
        + " "
        + retry.part()
        + ": "
        + retry.cause().getMessage();
  }

  @ParameterizedTest
  @MethodSource("theEventsFault")
  void producer_isKept_whenTheEventWasAtFault(Exception failure) {
    assertThat(FailureVerdicts.isFatal(failure)).isFalse();
    assertThat(FailureVerdicts.isFatalWhenThrown(failure)).isFalse();
  }

  @Test
  void producer_isReplaced_onlyWhenItNeverRecovers() {
    assertThat(FailureVerdicts.isFatal(new ClusterAuthorizationException("x"))).isTrue();
    assertThat(FailureVerdicts.isFatal(new UnsupportedVersionException("x"))).isTrue();
    assertThat(FailureVerdicts.isFatal(new ProducerFencedException("x"))).isTrue();
    assertThat(FailureVerdicts.isFatal(new InvalidProducerEpochException("x"))).isTrue();
    assertThat(FailureVerdicts.isFatal(new TopicAuthorizationException("x"))).isFalse();
    assertThat(FailureVerdicts.isFatal(new OutOfOrderSequenceException("x"))).isFalse();
    assertThat(FailureVerdicts.isFatal(new KafkaException("reported for a neighbour"))).isFalse();
    assertThat(FailureVerdicts.isFatalWhenThrown(new KafkaException("error state"))).isTrue();
    assertThat(FailureVerdicts.isFatalWhenThrown(new IllegalStateException("closed"))).isTrue();
  }

  @Test
  void producerThatFailedForGood_isToldByWhatABrokerSaid() {
    Exception said = new ClusterAuthorizationException("x");
    assertThat(FailureVerdicts.reasonOf(new KafkaException("in an error state", said)))
        .isSameAs(said);
  }

  static List<RuntimeException> saysItself() {
    return List.of(
        new KafkaException("x"),
        new KafkaException("x", new IllegalStateException("y")),
        new KafkaException("x", new RecordTooLargeException("of another event")),
        new TimeoutException("x", new UnknownTopicOrPartitionException("y")),
        new SerializationException("x", new TopicAuthorizationException("y")));
  }

  @ParameterizedTest
  @MethodSource("saysItself")
  void whateverElseIsThrown_isTheReasonItself(RuntimeException thrown) {
    assertThat(FailureVerdicts.reasonOf(thrown)).isSameAs(thrown);
  }

  @Test
  void laterEventsOfAKey_shareItsRetry_whenTheProducerThrows() {
    var producer =
        new MockProducer<>(
            Cluster.empty(),
            true,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.sendException = new KafkaException("error state");
    try (var publisher = KafkaNotificationPublisher.builder("t").producer(producer).build()) {
      assertThat(new Driver(publisher).sendOnce(Events.events(0, 4, 2)))
          .hasSize(4)
          .allMatch(RetryLater.class::isInstance);
      assertThat(producer.history()).isEmpty();
    }
  }

  @Test
  void failedHandshake_saysWhichSettingsAreForIt_andNothingOfPasswords() {
    assertThat(
            RetryCauses.of(new SslAuthenticationException(SAID, new Exception(SAID)), PLACE)
                .cause())
        .hasMessageContaining("ssl.truststore")
        .hasMessageContaining("host names")
        .hasMessageContaining("ssl.enabled.protocols")
        .hasMessageNotContaining("password")
        .hasMessageNotContaining(SAID);
  }

  @Test
  void mechanismThatTheBrokersDoNotHave_isCalledByItsSetting() {
    assertThat(RetryCauses.of(new UnsupportedSaslMechanismException(SAID), PLACE).cause())
        .hasMessageContaining("sasl.mechanism")
        .hasMessageNotContaining("password")
        .hasMessageNotContaining(SAID);
  }
}
