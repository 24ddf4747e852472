package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
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

  @Test
  void heldEvent_isRetriedWithoutBeingSent_whenAnEarlierOneOfItsKeyFailsMeanwhile() {
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "unknown"), "known");
    session.learn("known");
    BatchHandOver batch =
        new BatchHandOver(
            List.of(Events.event("k", 1), Events.event("OTHER", "k", 2, new byte[0])),
            topics,
            source);
    assertThat(batch.proceed(session, Map.of())).isFalse();
    assertThat(producer.history()).hasSize(1);

    producer.errorNext(new NotEnoughReplicasException("for now"));
    session.learn("unknown");
    assertThat(batch.proceed(session, Map.of())).isTrue();

    assertThat(producer.history()).hasSize(1);
    assertThat(batch.stage().toCompletableFuture().join().outcomes())
        .hasSize(2)
        .allMatch(RetryLater.class::isInstance);
  }
}
