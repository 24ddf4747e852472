package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an adapter may and may not say of its limits and outcomes. */
class BatchContractTest {

  @Test
  void limits_refuseWhatNoEventFitsIn() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 1, 1, 0));
    assertThat(new BatchLimits(2, 4, 3).withMaxEventsPerKey(1))
        .isEqualTo(new BatchLimits(2, 4, 3, 1));
    assertThat(BatchLimits.ofEvents(3))
        .isEqualTo(new BatchLimits(3, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void result_keepsItsOutcomes_whenTheAdapterChangesItsList() {
    List<DeliveryOutcome> outcomes = new ArrayList<>(List.of(DeliveryOutcome.delivered()));
    BatchResult result = new BatchResult(outcomes);

    outcomes.clear();

    assertThat(result).isEqualTo(BatchResult.allDelivered(1));
    assertThat(BatchResult.allDelivered(3).outcomes()).hasSize(3);
  }

  @Test
  void outcome_needsACause_andNoNegativeDelay() {
    Exception cause = new Exception("x");

    assertThat(DeliveryOutcome.retryLater(cause))
        .isEqualTo(new DeliveryOutcome.RetryLater(cause, Duration.ZERO));
    assertThatNullPointerException().isThrownBy(() -> DeliveryOutcome.rejected(null));
    assertThatNullPointerException().isThrownBy(() -> DeliveryOutcome.retryLater(null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryOutcome.retryLater(cause, Duration.ofMillis(-1)));
  }
}
