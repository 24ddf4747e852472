package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.util.List;
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
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureVerdictsTest {

  static List<Exception> theEventsFault() {
    return List.of(
        new RecordTooLargeException("x"),
        new SerializationException("x"),
        new InvalidRecordException("x"),
        new InvalidTimestampException("x"),
        new InvalidTopicException("x"),
        new IllegalArgumentException("x"));
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
    Rejected outcome =
        (Rejected) FailureVerdicts.outcome(failure, Events.event("k", 1), "the-topic");

    assertThat(outcome.cause())
        .isInstanceOf(PermanentDeliveryException.class)
        .hasMessageContaining("the-topic")
        .hasMessageContaining(Events.id("k", 1))
        .hasCause(failure);
  }

  @ParameterizedTest
  @MethodSource("notTheEventsFault")
  void event_isRetried_forWhatAnOperatorCanMend(Exception failure) {
    assertThat(FailureVerdicts.outcome(failure, Events.event("k", 1), "the-topic"))
        .isEqualTo(DeliveryOutcome.retryLater(failure));
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
}
