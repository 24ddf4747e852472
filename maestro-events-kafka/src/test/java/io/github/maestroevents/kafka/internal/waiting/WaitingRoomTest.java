package io.github.maestroevents.kafka.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.kafka.Events;
import io.github.maestroevents.kafka.internal.producer.BatchHandOver;
import io.github.maestroevents.kafka.internal.producer.HelperThread;
import io.github.maestroevents.kafka.internal.producer.SuppliedProducer;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** That everybody who waits is let out: when the time is up, or when the publisher closes. */
class WaitingRoomTest {

  private static final int MANY = 1_000;
  private static final Duration AT_ONCE = Duration.ofNanos(1);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Unseeing producer = new Unseeing();
  private final SuppliedProducer source = new SuppliedProducer(producer, false);

  @Test
  void lateBatch_isGivenUpInTheNextRound_thoughMostOfItsTopicsWereNeverWaitedFor() {
    try (HelperThread helper = new HelperThread()) {
      BatchOutcomes outcomes = new BatchOutcomes(MANY);

      new WaitingRoom(source, helper, AT_ONCE, NEVER).admit(batch(outcomes, MANY));

      Await.until("all is given up", PATIENCE, outcomes::areComplete);
      // Ten a round. A round may have begun before the time was up.
      assertThat(producer.questions.get()).isPositive().isLessThanOrEqualTo(30);
      assertThat(told(outcomes))
          .hasSize(MANY)
          .allSatisfy(
              retry -> {
                assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
                assertThat(retry.fault()).isEqualTo(Fault.EVENT);
                assertThat(retry.part()).startsWith("topic t");
              });
    }
  }

  @Test
  void lateBatch_isGivenUpInTheNextRound_whenTheProducerLosesSightOfItsTopicAgainAndAgain() {
    producer.seesWhatItIsAskedFor = true;
    try (HelperThread helper = new HelperThread()) {
      BatchOutcomes outcomes = new BatchOutcomes(1);

      new WaitingRoom(source, helper, AT_ONCE, NEVER).admit(batch(outcomes, 1));

      Await.until("it is given up", PATIENCE, outcomes::areComplete);
      assertThat(producer.questions.get()).isLessThanOrEqualTo(3);
      RetryLater retry = told(outcomes).get(0);
      assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
      assertThat(retry.fault()).isEqualTo(Fault.EVENT);
      assertThat(retry.part()).isEqualTo("topic t0");
    }
  }

  /** The race: the helper is closed when a batch has its alarm, but is not in the room yet. */
  @Test
  void batch_isGivenUp_whenThePublisherClosesWhileItComesIn() {
    ClosesMeanwhile meanwhile = new ClosesMeanwhile();
    HelperThread helper = new HelperThread(meanwhile);
    WaitingRoom room = new WaitingRoom(source, helper, NEVER, NEVER);
    room.learnAhead(Set.of("ahead")); // so that a round is due already
    meanwhile.close =
        () -> {
          helper.close();
          room.giveUpAll();
        };
    BatchOutcomes outcomes = new BatchOutcomes(1);

    room.admit(batch(outcomes, 1));

    assertThat(helper.isClosed()).isTrue();
    assertThat(outcomes.areComplete()).isTrue();
    assertThat(told(outcomes).get(0).cause()).isInstanceOf(PublisherClosedException.class);
  }

  private BatchHandOver batch(BatchOutcomes outcomes, int topics) {
    List<EncodedEvent> events =
        IntStream.range(0, topics).mapToObj(topic -> Events.event("t" + topic, 1)).toList();
    return new BatchHandOver(events, outcomes, EncodedEvent::orderingKey, source);
  }

  private static List<RetryLater> told(BatchOutcomes outcomes) {
    return outcomes.stage().toCompletableFuture().join().outcomes().stream()
        .map(RetryLater.class::cast)
        .toList();
  }

  /** Makes no thread at all, and runs something when the helper's executor wants one. */
  private static final class ClosesMeanwhile implements ThreadFactory {

    private Runnable close = () -> {};

    @Override
    public Thread newThread(Runnable work) {
      close.run();
      return null; // as a factory may that cannot make one
    }
  }

  /** Takes no record, because it does not know the topic, which brokers say does not exist. */
  private static final class Unseeing extends MockProducer<byte[], byte[]> {

    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean seesWhatItIsAskedFor;

    Unseeing() {
      super(
          Cluster.empty(),
          false,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      questions.incrementAndGet();
      if (seesWhatItIsAskedFor) {
        return List.of();
      }
      throw notPresent(topic);
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      throw notPresent(record.topic());
    }

    private static TimeoutException notPresent(String topic) {
      return new TimeoutException(
          "Topic " + topic + " not present in metadata after 5 ms.",
          new UnknownTopicOrPartitionException());
    }
  }
}
