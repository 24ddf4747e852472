package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller of flush is told, and what a caller of submit. */
class FlushResultTest {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final FakeBatchPublisher other = new FakeBatchPublisher();
  private NonBlockingNotificationPublisher one = builder(sink).name("one").build();
  private final FanOutPublisher both =
      FanOutPublisher.of(
          builder(other).name("other").build(),
          builder(new FakeBatchPublisher()).name("third").build());

  @AfterEach
  void close() {
    one.close();
    both.close();
  }

  @Test
  void flush_tellsDelivered_evenWithTheLongestTimeout() {
    for (DeliveringPublisher publisher : List.of(one, both)) {
      publisher.send(event("a", 1));
      assertThat(publisher.flush(FOREVER)).isEqualTo(FlushResult.DELIVERED);
    }
  }

  @Test
  void flush_tellsDelivered_ofFilteredEvents() {
    remake(builder(sink).filter(EventFilter.workflowId("b")));
    one.send(event("a", 1));
    assertThat(one.flush(Deadline.LONG)).isEqualTo(FlushResult.DELIVERED);
  }

  @Test
  void flush_tellsDeadLettered_whenAnEventWasGivenUp() {
    for (DeliveringPublisher publisher : List.of(one, both)) {
      assertThat(publisher.flush(Deadline.LONG))
          .as("the first tick")
          .isEqualTo(FlushResult.DELIVERED);
    }
    for (FakeBatchPublisher each : List.of(sink, other)) {
      each.thenAll(rejected(new IOException("no")));
    }
    for (DeliveringPublisher publisher : List.of(one, both)) {
      publisher.send(event("a", 1)); // lingers until somebody flushes
      assertThat(publisher.flush(Deadline.LONG)).isEqualTo(FlushResult.DEAD_LETTERED);
    }
  }

  @Test
  void flush_tellsTimedOut_whenTheTimeIsOver_orWasNegative() {
    sink.hold();
    other.hold();
    for (DeliveringPublisher publisher : List.of(one, both)) {
      publisher.send(event("a", 1));
      assertThat(publisher.flush(Duration.ofMillis(20))).isEqualTo(FlushResult.TIMED_OUT);
      assertThat(publisher.flush(Duration.ofSeconds(Long.MIN_VALUE)))
          .isEqualTo(FlushResult.TIMED_OUT);
    }
  }

  @Test
  void flush_tellsInterrupted_andKeepsTheFlag() {
    sink.hold();
    other.hold();
    for (DeliveringPublisher publisher : List.of(one, both)) {
      publisher.send(event("a", 1));
      Thread.currentThread().interrupt();
      assertThat(publisher.flush(FOREVER)).isEqualTo(FlushResult.INTERRUPTED);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void flush_tellsClosed_whenTheJournalKeepsEvents() {
    sink.hold();
    remake(builder(sink).journal(new FakeJournal()));
    one.send(event("a", 1));
    one.close();
    assertThat(one.stats().journaled()).isEqualTo(1);
    assertThat(one.flush(Deadline.LONG)).isEqualTo(FlushResult.CLOSED);
  }

  @Test
  void flush_tellsTimedOut_atOnce_whileDeliveriesArePaused() {
    one.pause();
    one.send(event("a", 1));
    assertThat(one.flush(Duration.ZERO)).isEqualTo(FlushResult.TIMED_OUT);
  }

  @Test
  void worseResult_counts() {
    assertThat(FlushResult.DELIVERED.orWorse(FlushResult.DEAD_LETTERED))
        .isEqualTo(FlushResult.DEAD_LETTERED);
    assertThat(FlushResult.TIMED_OUT.orWorse(FlushResult.CLOSED)).isEqualTo(FlushResult.TIMED_OUT);
  }

  @Test
  void submit_tellsFilteredFromDelivered() {
    remake(builder(sink).filter(EventFilter.workflowId("b")));
    assertThat(outcome(one, "a")).isEqualTo(DeliveryOutcome.filtered());
    assertThat(outcome(one, "b")).isEqualTo(DeliveryOutcome.delivered());
  }

  @Test
  void submitToSeveral_tellsOneOutcome() {
    assertThat(outcome(both, "a")).isEqualTo(DeliveryOutcome.delivered());
    other.thenAll(rejected(new IOException("no")));
    assertThat(outcome(both, "b")).isInstanceOf(DeliveryOutcome.Rejected.class);
  }

  private static DeliveryOutcome outcome(DeliveringPublisher publisher, String run) {
    CompletableFuture<DeliveryOutcome> outcome =
        publisher.submit(event(run, 1)).toCompletableFuture();
    publisher.flush(Deadline.LONG);
    return outcome.join();
  }

  private void remake(NonBlockingPublisherBuilder builder) {
    one.close();
    one = builder.build();
  }

  private static NonBlockingPublisherBuilder builder(FakeBatchPublisher sink) {
    return NonBlockingNotificationPublisher.builder(sink)
        .closeTimeout(Duration.ZERO)
        .batch(BatchPolicy.defaults().withLinger(Duration.ofMinutes(1)))
        .deadLetterHandler(letter -> {});
  }
}
