package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of a key behind an event that a broker refuses for now, for each such refusal. The
 * broker is a scripted one; it checks sequences as a real one does.
 */
class KafkaOrderTest {

  private static final String TOPIC = "events";
  private static final int EVENTS = 8;
  private static final int OF_THE_NEXT_BATCH = EVENTS / 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Long enough for a client to send what it may send before it hears of the first. */
  private static final Duration QUIET = Duration.ofMillis(20);

  /** What the client gives up at once. */
  private static final List<Errors> FATAL_FOR_THE_BATCH =
      List.of(
          Errors.TOPIC_AUTHORIZATION_FAILED,
          Errors.CLUSTER_AUTHORIZATION_FAILED,
          Errors.UNKNOWN_SERVER_ERROR,
          Errors.POLICY_VIOLATION,
          Errors.UNSUPPORTED_FOR_MESSAGE_FORMAT,
          Errors.INVALID_REQUIRED_ACKS,
          Errors.UNSUPPORTED_COMPRESSION_TYPE,
          Errors.INVALID_PRODUCER_EPOCH,
          Errors.INVALID_TXN_STATE);

  /** What the client tries again by itself, until its delivery timeout. */
  private static final List<Errors> RETRIED_BY_THE_CLIENT =
      List.of(
          Errors.NOT_LEADER_OR_FOLLOWER,
          Errors.LEADER_NOT_AVAILABLE,
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          Errors.NOT_ENOUGH_REPLICAS,
          Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
          Errors.REQUEST_TIMED_OUT,
          Errors.KAFKA_STORAGE_ERROR,
          Errors.CORRUPT_MESSAGE,
          Errors.OUT_OF_ORDER_SEQUENCE_NUMBER,
          Errors.UNKNOWN_PRODUCER_ID);

  /** Said by a broker that has the record all the same. */
  private static final Set<Errors> APPENDED =
      Set.of(Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND, Errors.REQUEST_TIMED_OUT);

  static Stream<Arguments> refusals() {
    return Stream.concat(
            FATAL_FOR_THE_BATCH.stream().map(error -> Arguments.of(error, 2)),
            RETRIED_BY_THE_CLIENT.stream().map(error -> Arguments.of(error, 25)))
        .flatMap(
            refusal ->
                Stream.of(0, 1, OF_THE_NEXT_BATCH - 1)
                    .map(at -> Arguments.of(refusal.get()[0], refusal.get()[1], at)));
  }

  @ParameterizedTest(name = "{0} at {2}")
  @MethodSource("refusals")
  void laterEvents_neverPassTheOneThatFailed_whenEachIsABatchOfTheClients(
      Errors error, int times, int at) {
    try (ScriptedBroker broker = ScriptedBroker.startPipelined(1, QUIET)) {
      arrivesInOrder(broker, error, times, at, 1);
    }
  }

  @ParameterizedTest(name = "{0} at {2}")
  @MethodSource("refusals")
  void laterEvents_neverPassTheOneThatFailed_whenTheyShareItsBatch(
      Errors error, int times, int at) {
    try (ScriptedBroker broker = ScriptedBroker.start(1)) {
      arrivesInOrder(broker, error, times, at, 64 * 1024);
    }
  }

  private static void arrivesInOrder(
      ScriptedBroker broker, Errors error, int times, int at, int batchBytes) {
    if (APPENDED.contains(error)) {
      broker.appendAndSay(value -> Steps.number(value) == at, error, times);
    } else {
      broker.refuse(value -> Steps.number(value) == at, error, times);
    }
    KafkaNotificationPublisher kafka =
        KafkaNotificationPublisher.builder(TOPIC)
            .bootstrapServers(broker.bootstrapServers())
            .property("compression.type", "none")
            .property("batch.size", batchBytes)
            .property("delivery.timeout.ms", 300)
            .property("request.timeout.ms", 250)
            .property("retry.backoff.ms", 10)
            .property("retry.backoff.max.ms", 20)
            .closeTimeout(Duration.ZERO)
            .build();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(kafka)
            // As many as lie in the queue when the first is taken, so that several travel together.
            .batch(BatchPolicy.defaults().withLinger(Duration.ofMillis(30)))
            .circuitBreaker(CircuitBreakerPolicy.disabled())
            .retry(RetryPolicy.unlimited().withDelays(Duration.ofMillis(5), Duration.ofMillis(20)))
            .build()) {
      IntStream.range(0, OF_THE_NEXT_BATCH).forEach(i -> publisher.send(Steps.step("run", i)));
      Await.until("the first have left", PATIENCE, () -> broker.produceRequests() > 0);
      IntStream.range(OF_THE_NEXT_BATCH, EVENTS).forEach(i -> publisher.send(Steps.step("run", i)));
      assertThat(publisher.flush(PATIENCE).allDelivered()).isTrue();
      assertThat(publisher.stats().delivered()).isEqualTo(EVENTS);
    }
    assertThat(broker.isThroughTheScript()).isTrue();
    assertThat(broker.values(TOPIC, 0).stream().map(Steps::number).distinct())
        .containsExactlyElementsOf(IntStream.range(0, EVENTS).boxed().toList());
  }
}
