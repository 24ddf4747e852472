package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Races of outcomes with the hand-over, which no broker produces on demand. */
class BatchHandOverTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          Cluster.empty(),
          false,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final SuppliedProducer source = new SuppliedProducer(producer, false);
  private final ProducerSession session = source.current();
  private final Map<Integer, DeliveryOutcome> reports = new TreeMap<>();

  @Test
  void heldEvent_isRetriedWithoutBeingSent_whenAnEarlierOneOfItsKeyFailsMeanwhile() {
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "unknown"), "known");
    session.learn("known");
    BatchOutcomes outcomes = new BatchOutcomes(2);
    BatchHandOver batch =
        new BatchHandOver(
            List.of(Events.event("k", 1), Events.event("OTHER", "k", 2, new byte[0])),
            outcomes,
            topics,
            source);
    assertThat(batch.proceed(session, Map.of())).isFalse();
    assertThat(producer.history()).hasSize(1);

    producer.errorNext(new NotEnoughReplicasException("for now"));
    session.learn("unknown");
    assertThat(batch.proceed(session, Map.of())).isTrue();

    assertThat(producer.history()).hasSize(1);
    assertThat(outcomes.stage().toCompletableFuture().join().outcomes())
        .hasSize(2)
        .allMatch(RetryLater.class::isInstance);
  }

  @Test
  void eachEvent_isReportedWithItsOwnRecord_whileOthersAreUnderWay() {
    handOver(List.of(Events.event("a", 1), Events.event("b", 1), Events.event("c", 1)));

    producer.completeNext();
    assertThat(reports).containsOnlyKeys(0);

    producer.errorNext(new TimeoutException("expired"));
    assertThat(reports).containsOnlyKeys(0, 1);

    producer.completeNext();
    assertThat(reports.values())
        .extracting(outcome -> (Object) outcome.getClass())
        .containsExactly(Delivered.class, RetryLater.class, Delivered.class);
  }

  @Test
  void event_isLetGo_onceItIsReported_whileOthersOfItsBatchAreUnderWay() {
    List<EncodedEvent> batch = new ArrayList<>(List.of(Events.event("a", 1), Events.event("b", 1)));
    WeakReference<EncodedEvent> first = new WeakReference<>(batch.get(0));
    handOver(batch);
    batch.clear();

    producer.completeNext();

    Await.until(
        "the collector takes the event",
        Duration.ofSeconds(20),
        () -> {
          System.gc();
          return first.refersTo(null);
        });
    assertThat(reports).containsOnlyKeys(0);
    assertThat(producer.completeNext()).as("the second is still under way").isTrue();
  }

  private void handOver(List<EncodedEvent> batch) {
    session.learn("known");
    assertThat(
            new BatchHandOver(batch, reports::put, TopicSelector.fixed("known"), source)
                .proceed(session, Map.of()))
        .isTrue();
  }
}
