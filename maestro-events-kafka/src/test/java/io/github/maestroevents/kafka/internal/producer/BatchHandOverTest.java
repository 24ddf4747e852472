package io.github.maestroevents.kafka.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.kafka.Events;
import io.github.maestroevents.kafka.TopicSelector;
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
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
            topics::topicFor,
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
  void laterProducersEvents_areNotGivenUp_withThoseOfAnEarlierOne() {
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "later"), "known");
    session.learn("known");
    BatchHandOver batch =
        new BatchHandOver(
            List.of(Events.event("a", 1), Events.event("OTHER", "b", 2, new byte[0])),
            reports::put,
            topics::topicFor,
            source);
    assertThat(batch.proceed(session, Map.of())).isFalse();
    ProducerSession next = ProducerSession.ofHost(producer, "next");
    next.learn("known");
    next.learn("later");
    assertThat(batch.proceed(next, Map.of())).isTrue();

    batch.abandonUnderWay(session, new TimeoutException("the first is gone"));

    assertThat(reports).containsOnlyKeys(0);
    batch.abandonUnderWay(next, new TimeoutException("so is the next"));
    assertThat(reports).containsOnlyKeys(0, 1);
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

  @Test
  void failure_isThePartitions_whenALaterRecordWasAcknowledged_andSoIsWhatTheProducerThenDrops() {
    BatchHandOver batch =
        handOver(List.of(Events.event("k0", 1), Events.event("k1", 1), Events.event("k0", 2)));
    RecordUnderWay stuck = underWay(batch, 0);
    RecordUnderWay acknowledged = underWay(batch, 1);
    RecordUnderWay dropped = underWay(batch, 2);

    acknowledged.onCompletion(place(1), null);
    stuck.onCompletion(place(3), new TimeoutException("expired"));
    dropped.onCompletion(place(1), new KafkaException("closed forcefully"));

    assertThat(told(0)).isEqualTo("IN_DOUBT EVENT partition known-3");
    assertThat(told(2)).isEqualTo("IN_DOUBT EVENT null");
  }

  @Test
  void failure_isTheDestinations_whenNothingWasAcknowledgedAfterwards() {
    BatchHandOver batch = handOver(Events.events(0, 3, 3));
    RecordUnderWay acknowledged = underWay(batch, 0);
    RecordUnderWay stuck = underWay(batch, 1);
    RecordUnderWay dropped = underWay(batch, 2);

    acknowledged.onCompletion(place(1), null);
    stuck.onCompletion(place(3), new TimeoutException("expired"));
    dropped.onCompletion(place(1), new KafkaException("closed forcefully"));

    assertThat(told(1)).isEqualTo("IN_DOUBT DESTINATION null");
    assertThat(told(2)).isEqualTo("IN_DOUBT DESTINATION null");
  }

  @Test
  void abandonedEvents_areInDoubt_onlyIfTheProducerHasThem() {
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "unknown"), "known");
    session.learn("known");
    BatchHandOver batch =
        new BatchHandOver(
            List.of(Events.event("a", 1), Events.event("OTHER", "b", 1, new byte[0])),
            reports::putIfAbsent,
            topics::topicFor,
            source);
    assertThat(batch.proceed(session, Map.of())).isFalse();

    batch.abandonAll(new PublisherClosedException("closed"));

    assertThat(told(0)).isEqualTo("IN_DOUBT DESTINATION null");
    assertThat(told(1)).isEqualTo("NOT_DELIVERED DESTINATION null");
    session.learn("unknown");
    assertThat(batch.proceed(session, Map.of())).isTrue();
    assertThat(producer.history()).as("an abandoned event never leaves").hasSize(1);
  }

  @Test
  void laterEventOfAKey_isUnderWay_untilItIsReported() {
    BatchHandOver batch =
        handOver(List.of(Events.event("a", 1), Events.event("b", 1), Events.event("a", 2)));

    assertThat(batch.hasLaterUnderWay(0, "a")).isTrue();
    assertThat(batch.hasLaterUnderWay(1, "b")).isFalse();
    assertThat(batch.hasLaterUnderWay(2, "a")).isFalse();

    producer.completeNext();
    producer.completeNext();
    producer.completeNext();
    assertThat(batch.hasLaterUnderWay(0, "a")).isFalse();
  }

  @Test
  void laterEventOfAKey_isNotUnderWay_whileItIsHeld() {
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "unknown"), "known");
    session.learn("known");
    BatchHandOver batch =
        new BatchHandOver(
            List.of(Events.event("a", 1), Events.event("OTHER", "a", 2, new byte[0])),
            reports::put,
            topics::topicFor,
            source);
    assertThat(batch.proceed(session, Map.of())).isFalse();

    assertThat(batch.hasLaterUnderWay(0, "a")).isFalse();
  }

  @Test
  void producerIsWaitedForOnce_howeverManyTopicsItHasLostSightOf() {
    HoldsUp producer =
        new HoldsUp(new TimeoutException("Topic t0 not present in metadata after 5 ms."));
    ProducerSession session = new SuppliedProducer(producer, false).current();
    BatchHandOver batch = toTopics(500, session);

    assertThat(batch.proceed(session, Map.of())).isFalse();

    assertThat(producer.waits).isEqualTo(1);
    assertThat(reports).isEmpty();
    assertThat(batch.heldTopics()).hasSize(500).noneMatch(session::knows);
  }

  @Test
  void producerIsWaitedForOnce_whenItsBufferIsFull_howeverManyTopicsThereAre() {
    HoldsUp producer = new HoldsUp(new BufferExhaustedException("no room within 5 ms"));
    ProducerSession session = new SuppliedProducer(producer, false).current();
    BatchHandOver batch = toTopics(500, session);

    assertThat(batch.proceed(session, Map.of())).isTrue();

    assertThat(producer.waits).isEqualTo(1);
    assertThat(reports).hasSize(500);
    assertThat(told(499)).startsWith("NOT_DELIVERED DESTINATION");
  }

  @Test
  void producerIsWaitedForOnce_whenGrantsAreGone() {
    HoldsUp producer = new HoldsUp(new TopicAuthorizationException("t0"));
    ProducerSession session = new SuppliedProducer(producer, false).current();
    BatchHandOver batch = toTopics(500, session);

    assertThat(batch.proceed(session, Map.of())).isFalse();

    assertThat(producer.waits).isEqualTo(1);
    assertThat(reports).containsOnlyKeys(0);
    assertThat(batch.heldTopics()).hasSize(499).noneMatch(session::knows);
  }

  private BatchHandOver toTopics(int topics, ProducerSession session) {
    List<EncodedEvent> events =
        IntStream.range(0, topics).mapToObj(topic -> Events.event("t" + topic, 1)).toList();
    events.forEach(event -> session.learn(event.orderingKey()));
    return new BatchHandOver(
        events, reports::put, EncodedEvent::orderingKey, new SuppliedProducer(producer, false));
  }

  /** Makes whoever sends wait, and then refuses. */
  private static final class HoldsUp extends MockProducer<byte[], byte[]> {

    private final RuntimeException refusal;
    private int waits;

    HoldsUp(RuntimeException refusal) {
      super(
          Cluster.empty(),
          false,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
      this.refusal = refusal;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      waits++;
      throw refusal;
    }
  }

  private RecordUnderWay underWay(BatchHandOver batch, int position) {
    RecordUnderWay record =
        new RecordUnderWay(
            batch,
            position,
            Events.event("k" + position, position),
            "known",
            session,
            source,
            FirstContact.NOT_NEEDED);
    assertThat(record.send()).isNull();
    return record;
  }

  private static RecordMetadata place(int partition) {
    return new RecordMetadata(new TopicPartition("known", partition), -1, -1, -1, -1, -1);
  }

  private String told(int event) {
    RetryLater retry = (RetryLater) reports.get(event);
    return retry.certainty() + " " + retry.fault() + " " + retry.part();
  }

  private BatchHandOver handOver(List<EncodedEvent> batch) {
    session.learn("known");
    BatchHandOver handOver =
        new BatchHandOver(batch, reports::put, TopicSelector.fixed("known")::topicFor, source);
    assertThat(handOver.proceed(session, Map.of())).isTrue();
    return handOver;
  }
}
