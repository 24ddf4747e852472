package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmitTest {

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private NonBlockingNotificationPublisher publisher =
      NonBlockingNotificationPublisher.builder(sink)
          .deadLetterHandler(deadLetters::add)
          .retry(RetryPolicy.defaults().withDelays(Duration.ofMillis(1), Duration.ofMillis(1)))
          .build();

  @AfterEach
  void statsAddUp() {
    publisher.close();
    assertThat(publisher.stats().balanced()).as("%s", publisher.stats()).isTrue();
  }

  @Test
  void stage_completesWithDelivered_afterRetries() throws Exception {
    sink.thenAll(retryLater(new IOException("busy")));
    assertThat(outcome(publisher.submit(event("a", 1)))).isInstanceOf(Delivered.class);
    assertThat(sink.batches).hasSize(2);
  }

  @Test
  void stage_completesWithRejected_whenTheEventIsDeadLettered() throws Exception {
    IOException poison = new IOException("poison");
    sink.thenAll(rejected(poison));
    DeliveryOutcome outcome = outcome(publisher.submit(event("a", 1)));
    assertThat(outcome).isEqualTo(rejected(poison));
    assertThat(deadLetters).hasSize(1);
  }

  @Test
  void stage_completesWithRejected_whenThePublisherCloses() throws Exception {
    sink.hold();
    CompletionStage<DeliveryOutcome> stage = publisher.submit(event("a", 1));
    publisher.close(Duration.ZERO);
    assertThat(outcome(stage))
        .isInstanceOfSatisfying(
            Rejected.class,
            r -> assertThat(r.cause()).isInstanceOf(PublisherClosedException.class));
    assertThat(deadLetters).hasSize(1);
  }

  @Test
  void stage_completesWithRejected_whenTheEventIsDropped() throws Exception {
    sink.hold();
    remake(QueuePolicy.defaults().withCapacity(2));
    CompletionStage<DeliveryOutcome> last = publisher.submit(event("a", 0));
    for (int i = 1; publisher.stats().dropped() == 0; i++) {
      last = publisher.submit(event("a", i));
    }
    assertThat(outcome(last))
        .isInstanceOfSatisfying(
            Rejected.class,
            r -> assertThat(r.cause()).isInstanceOf(PublisherOverloadedException.class));
    publisher.close(Duration.ZERO);
  }

  @Test
  void submit_throws_afterClose() {
    publisher.close();
    assertThatThrownBy(() -> publisher.submit(event("a", 1)))
        .isInstanceOf(PublisherClosedException.class);
  }

  @Test
  void stage_cannotBeCompletedByTheHost() {
    sink.hold();
    CompletionStage<DeliveryOutcome> stage = publisher.submit(event("a", 1));
    stage.toCompletableFuture().cancel(true);
    Deadline.await("in flight", () -> publisher.stats().inFlight() == 1);
    publisher.close(Duration.ZERO);
    assertThat(deadLetters).as("still the engine's").hasSize(1);
  }

  private void remake(QueuePolicy queue) {
    publisher.close();
    publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .queue(queue)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(1))
            .deadLetterHandler(deadLetters::add)
            .build();
  }

  private static DeliveryOutcome outcome(CompletionStage<DeliveryOutcome> stage) throws Exception {
    return stage.toCompletableFuture().get(Deadline.LONG.toSeconds(), TimeUnit.SECONDS);
  }
}
