package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class BatchOutcomesTest {

  private static final DeliveryOutcome LATER =
      DeliveryOutcome.retryLater(new IllegalStateException("thrown too"));

  @Test
  void stage_completesOnce_withTheFirstOutcomeOfEachEvent() {
    BatchOutcomes outcomes = new BatchOutcomes(2);
    outcomes.report(0, DeliveryOutcome.delivered());
    outcomes.report(0, LATER);
    assertThat(outcomes.stage().toCompletableFuture()).isNotDone();
    assertThat(outcomes.areComplete()).isFalse();

    outcomes.reportAllUnknown(LATER);

    assertThat(outcomes.areComplete()).isTrue();
    assertThat(outcomes.stage().toCompletableFuture().join().outcomes())
        .containsExactly(DeliveryOutcome.delivered(), LATER);
  }

  @Test
  void stageOfNoEvents_isComplete() {
    assertThat(new BatchOutcomes(0).stage().toCompletableFuture().join().outcomes()).isEmpty();
  }

  @Test
  void negativeCount_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchOutcomes(-1));
  }

  @Test
  void stage_cannotBeCompletedFromOutside() {
    BatchOutcomes outcomes = new BatchOutcomes(1);
    assertThat(outcomes.stage().toCompletableFuture().cancel(true)).isTrue();

    outcomes.report(0, DeliveryOutcome.delivered());

    assertThat(outcomes.stage().toCompletableFuture().join().outcomes())
        .containsExactly(DeliveryOutcome.delivered());
  }

  @Test
  void nullOutcome_isRefused_andLeavesTheEventOpen() {
    BatchOutcomes outcomes = new BatchOutcomes(1);

    assertThatNullPointerException().isThrownBy(() -> outcomes.report(0, null));

    assertThat(outcomes.areComplete()).isFalse();
  }

  @Test
  void positionOutsideOfTheBatch_isRefusedByItsNumber() {
    BatchOutcomes outcomes = new BatchOutcomes(2);

    for (int event : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> outcomes.report(event, LATER))
          .withMessage("A batch of 2 events has no event " + event);
    }
    assertThat(outcomes.areComplete()).isFalse();
  }
}
