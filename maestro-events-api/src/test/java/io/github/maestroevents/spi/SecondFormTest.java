package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maestroevents.Garbage;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The form of {@code sendBatch} that answers event by event, and how it and the stage meet. */
class SecondFormTest {

  private static final EncodedEvent EVENT =
      EncodedEvent.of(WorkflowDeletionChangeEvent.builder().workflowId("wf").build());
  private static final List<EncodedEvent> BATCH = List.of(EVENT, EVENT);
  private static final DeliveryOutcome LATER = DeliveryOutcome.retryLater(new IOException("busy"));

  /** Implements the simple form only. */
  private record Simple(CompletionStage<BatchResult> stage) implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return stage;
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(2);
    }
  }

  /** Implements the second form: the first event is delivered, then something is thrown. */
  private record Throwing(Throwable thrown) implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return BatchOutcomes.collect(this, batch);
    }

    @Override
    public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
      outcomes.report(0, DeliveryOutcome.delivered());
      Sneaky.raise(thrown);
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(2);
    }
  }

  private static List<DeliveryOutcome> reports(CompletionStage<BatchResult> stage) {
    BatchOutcomes outcomes = new BatchOutcomes(2);
    new Simple(stage).sendBatch(BATCH, outcomes);
    return outcomes.stage().toCompletableFuture().join().outcomes();
  }

  private static Throwable causeOfDoubt(List<DeliveryOutcome> reports) {
    assertThat(reports).hasSize(2).containsOnly(reports.get(0));
    RetryLater retry = (RetryLater) reports.get(0);
    assertThat(retry.certainty()).isEqualTo(Certainty.IN_DOUBT);
    return retry.cause();
  }

  @Test
  void secondForm_reportsEachOutcomeOfTheStage_inItsPlace() {
    List<DeliveryOutcome> outcomes = List.of(LATER, DeliveryOutcome.delivered());

    assertThat(reports(CompletableFuture.completedStage(new BatchResult(outcomes))))
        .isEqualTo(outcomes);
  }

  @Test
  void secondForm_reportsNothing_untilTheStageCompletes() {
    CompletableFuture<BatchResult> stage = new CompletableFuture<>();
    List<Integer> reported = new ArrayList<>();

    new Simple(stage).sendBatch(BATCH, (event, outcome) -> reported.add(event));
    assertThat(reported).isEmpty();
    stage.complete(BatchResult.allDelivered(2));

    assertThat(reported).containsExactly(0, 1);
  }

  @Test
  void secondForm_leavesAllInDoubt_whenTheStageFails() {
    IOException down = new IOException("down");

    assertThat(causeOfDoubt(reports(CompletableFuture.failedStage(down)))).isSameAs(down);
    assertThat(causeOfDoubt(reports(CompletableFuture.failedStage(new CompletionException(down)))))
        .isSameAs(down);
    assertThat(
            causeOfDoubt(
                reports(
                    CompletableFuture.<BatchResult>failedFuture(down).thenApply(result -> result))))
        .isSameAs(down);
  }

  @Test
  void secondForm_leavesAllInDoubt_whenTheStageDoesNotTell() {
    assertThat(causeOfDoubt(reports(null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(Simple.class.getName() + " gave null for the stage of a batch");
    assertThat(causeOfDoubt(reports(CompletableFuture.completedStage(null))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(Simple.class.getName() + " gave null for the result of a batch");
    assertThat(causeOfDoubt(reports(CompletableFuture.completedStage(BatchResult.allDelivered(3)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(Simple.class.getName() + " gave 3 outcomes for a batch of 2 events");
  }

  @Test
  void secondForm_passesOn_whatTheSimpleFormThrows() {
    BatchNotificationPublisher broken =
        new BatchNotificationPublisher() {
          @Override
          public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
            throw new IllegalStateException("broken");
          }

          @Override
          public BatchLimits limits() {
            return BatchLimits.ofEvents(2);
          }
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> broken.sendBatch(BATCH, new BatchOutcomes(2)))
        .withMessage("broken");
  }

  @Test
  void secondForm_letsGoOfTheEvents_whileTheStageIsOpen() throws Exception {
    CompletableFuture<BatchResult> open = new CompletableFuture<>();
    ReferenceQueue<EncodedEvent> collected = new ReferenceQueue<>();

    Reference<EncodedEvent> event = sendOneTo(open, collected);

    assertThat(Garbage.takes(event, collected)).isTrue();
    assertThat(open.getNumberOfDependents()).isEqualTo(1);
  }

  private static Reference<EncodedEvent> sendOneTo(
      CompletableFuture<BatchResult> stage, ReferenceQueue<EncodedEvent> collected) {
    EncodedEvent event = EVENT.withCopiedPayload();
    new Simple(stage).sendBatch(List.of(event), new BatchOutcomes(1));
    return new WeakReference<>(event, collected);
  }

  @Test
  void collect_answersByTheSecondForm_andLeavesTheRestInDoubt_whateverIsThrown() {
    for (Throwable thrown :
        List.of(new IllegalStateException(), new NoClassDefFoundError(), new IOException())) {
      assertThat(new Throwing(thrown).sendBatch(BATCH).toCompletableFuture().join().outcomes())
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo(DeliveryOutcome.delivered()),
              second ->
                  assertThat(second)
                      .asInstanceOf(type(RetryLater.class))
                      .isEqualTo(DeliveryOutcome.retryLater(thrown)));
    }
  }

  @Test
  void send_takesTheReportOfTheSecondForm_whateverItThrowsAfterwards() {
    new Throwing(new IllegalStateException("after the report"))
        .send(WorkflowDeletionChangeEvent.builder().workflowId("wf").build());
  }
}
