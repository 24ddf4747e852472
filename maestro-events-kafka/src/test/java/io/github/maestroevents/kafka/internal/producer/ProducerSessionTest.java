package io.github.maestroevents.kafka.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.kafka.Events;
import io.github.maestroevents.kafka.TopicSelector;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.verdict.ProducerStoppedException;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a session keeps of the batches that its producer works on, while the watch does not look.
 */
class ProducerSessionTest {

  private static final int BATCHES = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ScriptedBroker broker = ScriptedBroker.start(1);
  private final HelperThread helper = new HelperThread();
  private OwnProducer source;
  private ProducerSession session;

  @BeforeEach
  void learnTopic() {
    helper.close(); // so that there is no watch
    source =
        new OwnProducer(
            ProducerDefaults.complete(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "compression.type", "none")),
            helper);
    session = Objects.requireNonNull(source.current());
    Await.until("the topic is known", PATIENCE, () -> knows("first"));
    // Until its partition has acknowledged one, events go there one by one.
    handOver(List.of(Events.event("before", 1))).stage().toCompletableFuture().join();
  }

  private boolean knows(String topic) {
    try {
      session.learn(topic);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @AfterEach
  void close() {
    source.close(Duration.ZERO);
    broker.close();
  }

  @Test
  void batch_isForgotten_onceItsLastEventIsReported_howeverManyThereAre() {
    List<BatchOutcomes> sent = new ArrayList<>();
    for (int number = 0; number < BATCHES; number++) {
      sent.add(handOver(List.of(Events.event("k" + number, 1), Events.event("j" + number, 1))));
      sent.get(number).stage().toCompletableFuture().join();
      assertThat(session.batchesUnderWay()).isZero();
    }

    assertThat(sent)
        .allSatisfy(
            outcomes ->
                assertThat(outcomes.stage().toCompletableFuture().join().outcomes())
                    .allMatch(Delivered.class::isInstance));
  }

  @Test
  void batch_isKept_whileTheProducerOwesAnAnswer_andForgottenWhenItIsAbandoned() {
    broker.silent(true);
    BatchOutcomes outcomes = handOver(List.of(Events.event("a", 1), Events.event("b", 1)));
    assertThat(session.batchesUnderWay()).isEqualTo(1);
    assertThat(session.hasUnderWay()).isTrue();

    session.abandon(ProducerStoppedException.networkThreadEnded());

    assertThat(outcomes.areComplete()).isTrue();
    assertThat(session.batchesUnderWay()).isZero();
    assertThat(session.hasUnderWay()).isFalse();
  }

  @Test
  void batch_isUnderWayAgain_whenWhatItHeldIsHandedOver() {
    BatchOutcomes outcomes = new BatchOutcomes(2);
    BatchHandOver batch =
        new BatchHandOver(
            List.of(Events.event("a", 1), Events.event("OTHER", "b", 1, new byte[0])),
            outcomes,
            TopicSelector.byType(Map.of("OTHER", "third"), "first")::topicFor,
            source);
    assertThat(batch.proceed(session, Map.of())).isFalse();
    Await.until("the first has its answer", PATIENCE, () -> session.batchesUnderWay() == 0);
    Await.until("the topic is known", PATIENCE, () -> knows("third"));
    broker.silent(true);

    assertThat(batch.proceed(session, Map.of())).isTrue();

    assertThat(session.batchesUnderWay()).isEqualTo(1);
    assertThat(session.hasLaterUnderWay(otherBatch(), 0, "b", "third")).isTrue();
  }

  private BatchHandOver otherBatch() {
    return new BatchHandOver(
        List.of(Events.event("b", 1)),
        (event, outcome) -> {},
        TopicSelector.fixed("third")::topicFor,
        source);
  }

  private BatchOutcomes handOver(List<EncodedEvent> events) {
    BatchOutcomes outcomes = new BatchOutcomes(events.size());
    BatchHandOver batch =
        new BatchHandOver(events, outcomes, TopicSelector.fixed("first")::topicFor, source);
    assertThat(batch.proceed(session, Map.of())).isTrue();
    return outcomes;
  }
}
