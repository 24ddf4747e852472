package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an outcome says of a failure beyond that it is one. */
class DeliveryOutcomeTest {

  private final IOException cause = new IOException("down");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void retryLater_isInDoubtAndTheDestinationsFault_unlessTold() {
    assertThat(DeliveryOutcome.retryLater(cause, SECOND))
        .isEqualTo(new RetryLater(cause, SECOND))
        .isEqualTo(new RetryLater(cause, SECOND, Certainty.IN_DOUBT, Fault.DESTINATION, null));
  }

  @Test
  void retryLater_tellsWhatItIsWorth_andKeepsTheRest() {
    RetryLater told =
        DeliveryOutcome.retryLater(cause)
            .notDelivered()
            .ofEvent()
            .inPart("topic-1")
            .withAfter(SECOND);

    assertThat(told)
        .isEqualTo(new RetryLater(cause, SECOND, Certainty.NOT_DELIVERED, Fault.EVENT, "topic-1"));
    assertThat(told.notDelivered().ofEvent().inPart("topic-1").withAfter(SECOND)).isEqualTo(told);
  }

  @Test
  void retryLater_refusesNullsAndNegativeDelays() {
    RetryLater later = DeliveryOutcome.retryLater(cause);

    assertThatNullPointerException().isThrownBy(() -> later.inPart(null)).withMessage("part");
    assertThatNullPointerException().isThrownBy(() -> later.withAfter(null)).withMessage("after");
    assertThatNullPointerException()
        .isThrownBy(() -> new RetryLater(cause, SECOND, null, Fault.EVENT, null))
        .withMessage("certainty");
    assertThatNullPointerException()
        .isThrownBy(() -> new RetryLater(cause, SECOND, Certainty.IN_DOUBT, null, null))
        .withMessage("fault");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> later.withAfter(Duration.ofNanos(-1)))
        .withMessage("after must not be negative: PT-0.000000001S");
  }

  @Test
  void retryLater_takesAnyDelay_thatADurationExpresses() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    assertThat(DeliveryOutcome.retryLater(cause, longest).notDelivered().after())
        .isEqualTo(longest);
    assertThat(DeliveryOutcome.retryLater(cause, longest).toString()).contains("PT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryOutcome.retryLater(cause, Duration.ofSeconds(Long.MIN_VALUE)))
        .withMessageStartingWith("after must not be negative: PT-");
  }

  @Test
  void filtered_isAnOutcomeOfItsOwn() {
    assertThat(DeliveryOutcome.filtered())
        .isEqualTo(new DeliveryOutcome.Filtered())
        .isNotEqualTo(DeliveryOutcome.delivered());
  }
}
