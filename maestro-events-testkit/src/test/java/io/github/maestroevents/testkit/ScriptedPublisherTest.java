package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.Reaction.completeTwice;
import static io.github.maestroevents.testkit.Reaction.deliver;
import static io.github.maestroevents.testkit.Reaction.eachEvent;
import static io.github.maestroevents.testkit.Reaction.failStage;
import static io.github.maestroevents.testkit.Reaction.hold;
import static io.github.maestroevents.testkit.Reaction.neverComplete;
import static io.github.maestroevents.testkit.Reaction.outcomesTooMany;
import static io.github.maestroevents.testkit.Reaction.reject;
import static io.github.maestroevents.testkit.Reaction.retryLater;
import static io.github.maestroevents.testkit.Reaction.returnNull;
import static io.github.maestroevents.testkit.Reaction.throwing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScriptedPublisherTest {

  private static final DeliveryOutcome DELIVERED = DeliveryOutcome.delivered();

  private final IOException down = new IOException("down");
  private final List<EncodedEvent> batch =
      TestEvents.ofOneRun(2).stream().map(EncodedEvent::of).toList();

  @Test
  void script_isFollowedBatchByBatch_andThenTheDefaultHolds() {
    ScriptedPublisher publisher =
        ScriptedPublisher.script().then(2, retryLater(down)).then(reject(down)).build();

    assertThat(outcomes(publisher)).containsOnly(DeliveryOutcome.retryLater(down));
    assertThat(outcomes(publisher)).containsOnly(DeliveryOutcome.retryLater(down));
    assertThat(outcomes(publisher)).containsOnly(DeliveryOutcome.rejected(down));
    assertThat(outcomes(publisher)).containsOnly(DELIVERED).hasSize(2);
    assertThat(outcomes(publisher)).containsOnly(DELIVERED).hasSize(2);
  }

  @Test
  void eachEvent_choosesTheOutcome_byEvent() {
    DeliveryOutcome later = DeliveryOutcome.retryLater(down, Duration.ofSeconds(3));
    ScriptedPublisher publisher =
        ScriptedPublisher.always(eachEvent(event -> event == batch.get(0) ? DELIVERED : later));

    assertThat(outcomes(publisher)).containsExactly(DELIVERED, later);
  }

  @Test
  void outcomesTooMany_givesAWrongNumber() {
    assertThat(outcomes(ScriptedPublisher.always(outcomesTooMany(1)))).hasSize(3);
    assertThat(outcomes(ScriptedPublisher.always(outcomesTooMany(-1)))).hasSize(1);
  }

  @Test
  void failStage_completesExceptionally() {
    CompletionStage<BatchResult> stage = ScriptedPublisher.always(failStage(down)).sendBatch(batch);

    assertThat(stage.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCause(down);
  }

  @Test
  void throwing_throwsErrorsAndCheckedExceptions_fromSendBatch() {
    Error error = new StackOverflowError();

    assertThatThrownBy(() -> ScriptedPublisher.always(throwing(error)).sendBatch(batch))
        .isSameAs(error);
    assertThatThrownBy(() -> ScriptedPublisher.always(throwing(down)).sendBatch(batch))
        .isSameAs(down);
  }

  @Test
  void returnNull_returnsNull_andNeverComplete_staysOpen() {
    assertThat(ScriptedPublisher.always(returnNull()).sendBatch(batch)).isNull();
    assertThat(ScriptedPublisher.always(neverComplete()).sendBatch(batch).toCompletableFuture())
        .isNotDone();
  }

  @Test
  void completeTwice_callsBackTwice_inOrder() {
    DeliveryOutcome later = DeliveryOutcome.retryLater(down);
    ScriptedPublisher publisher = ScriptedPublisher.always(completeTwice(DELIVERED, later));
    List<DeliveryOutcome> seen = new ArrayList<>();

    publisher
        .sendBatch(batch)
        .whenComplete((result, thrown) -> seen.add(result.outcomes().get(0)))
        .toCompletableFuture()
        .join();

    assertThat(seen).containsExactly(DELIVERED, later);
  }

  @Test
  void hold_leavesBatchesInFlight_untilCompletedOldestFirst() {
    ScriptedPublisher publisher = ScriptedPublisher.always(hold());
    CompletionStage<BatchResult> first = publisher.sendBatch(batch);
    CompletionStage<BatchResult> second = publisher.sendBatch(batch);
    CompletionStage<BatchResult> third = publisher.sendBatch(batch);
    assertThat(publisher.heldBatches()).isEqualTo(3);

    publisher.completeNext(DELIVERED);
    publisher.failNext(down);

    assertThat(first.toCompletableFuture().join()).isEqualTo(BatchResult.allDelivered(2));
    assertThat(second.toCompletableFuture()).isCompletedExceptionally();
    assertThat(third.toCompletableFuture()).isNotDone();
  }

  @Test
  void completeNext_saysWhatIsMissing_whenNothingIsHeld() {
    assertThatThrownBy(() -> ScriptedPublisher.always(deliver()).completeNext(DELIVERED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Reaction.hold()");
  }

  @Test
  void onAnotherThread_completesOffTheCaller() throws Exception {
    CompletableFuture<BatchResult> gate = new CompletableFuture<>();
    Reaction gated = sameBatch -> gate;
    CompletionStage<Thread> completing =
        ScriptedPublisher.always(gated.onAnotherThread())
            .sendBatch(batch)
            .thenApply(result -> Thread.currentThread());

    gate.complete(BatchResult.allDelivered(2));

    assertThat(completing.toCompletableFuture().get(5, TimeUnit.SECONDS))
        .isNotSameAs(Thread.currentThread());
  }

  @Test
  void batches_areRecorded_evenWhenSendBatchThrows() throws Exception {
    ScriptedPublisher publisher = ScriptedPublisher.script().then(throwing(down)).build();
    assertThatThrownBy(() -> publisher.sendBatch(batch)).isSameAs(down);
    publisher.sendBatch(List.of(batch.get(1)));

    assertThat(publisher.awaitBatches(2, Duration.ofSeconds(5)))
        .containsExactly(batch, List.of(batch.get(1)));
    assertThat(publisher.events()).containsExactly(batch.get(0), batch.get(1), batch.get(1));
  }

  private List<DeliveryOutcome> outcomes(ScriptedPublisher publisher) {
    return publisher.sendBatch(batch).toCompletableFuture().join().outcomes();
  }
}
