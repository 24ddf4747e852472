package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A destination that the host has paused. */
class PauseTest {

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private DeliveringPublisher publisher = build(builder -> builder);

  @AfterEach
  void close() {
    publisher.close();
    assertThat(publisher.stats().balanced()).isTrue();
  }

  @Test
  void events_areAcceptedAndHeld_untilDeliveriesGoOn() {
    publisher.pause();
    publisher.pause();
    assertThat(publisher.stats().paused()).isTrue();
    publisher.send(event("a", 1));
    Deadline.await("taken up", () -> publisher.stats().waiting() == 1);
    assertThat(sink.batches).isEmpty();

    publisher.resume();
    assertThat(publisher.stats().paused()).isFalse();
    Deadline.await("delivered", () -> publisher.stats().delivered() == 1);
  }

  @Test
  void events_stayInTheJournal_whenThePublisherClosesInAPause() {
    remake(builder -> builder.journal(new FakeJournal()).closeTimeout(Duration.ofHours(1)));
    publisher.pause();
    publisher.send(event("a", 1));
    publisher.close();
    assertThat(publisher.stats().journaled()).isEqualTo(1);
    assertThat(sink.batches).isEmpty();
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void senderThatWaitsForTheDestination_isRefusedAtOnce() {
    remake(builder -> builder.acceptance(AcceptancePolicy.confirmedWithAnyTimeout(Deadline.LONG)));
    publisher.pause();
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining("paused")
        .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
    assertThat(publisher.stats().rejected()).isEqualTo(1);
    publisher.resume();
    publisher.send(event("a", 1));
  }

  @Test
  void close_inAPause_deliversNothing_andDoesNotWait() {
    remake(builder -> builder.closeTimeout(Duration.ofHours(1)));
    publisher.pause();
    publisher.send(event("a", 1));
    publisher.close();
    assertThat(sink.batches).isEmpty();
    assertThat(deadLetters).hasSize(1);
  }

  @Test
  void fanOut_pausesAllItsDestinations() {
    publisher.close();
    publisher = FanOutPublisher.of(builder().name("one").build());
    publisher.pause();
    assertThat(publisher.stats().paused()).isTrue();
    assertThat(publisher.statsByDestination().get("one").paused()).isTrue();
    publisher.resume();
    assertThat(publisher.stats().paused()).isFalse();
  }

  private void remake(UnaryOperator<NonBlockingPublisherBuilder> change) {
    publisher.close();
    publisher = build(change);
  }

  private DeliveringPublisher build(UnaryOperator<NonBlockingPublisherBuilder> change) {
    return change.apply(builder()).build();
  }

  private NonBlockingPublisherBuilder builder() {
    return NonBlockingNotificationPublisher.builder(sink).deadLetterHandler(deadLetters::add);
  }
}
