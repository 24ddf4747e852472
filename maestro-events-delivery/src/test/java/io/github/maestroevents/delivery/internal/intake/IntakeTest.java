package io.github.maestroevents.delivery.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private final Intake intake = new Intake(2, false, "kafka");

  @Test
  void everyOffer_isCountedOnce() {
    Intake rejecting = new Intake(2, true, "kafka");
    assertThat(intake.offer("a")).isEqualTo(Intake.Offer.ACCEPTED);
    assertThat(intake.offer("b")).isEqualTo(Intake.Offer.ACCEPTED);
    assertThat(intake.offer("c")).isEqualTo(Intake.Offer.DROPPED);
    assertThat(intake.accepted()).isEqualTo(2);
    assertThat(intake.dropped()).isEqualTo(1);

    Intake.Offer unused = rejecting.offer("a");
    unused = rejecting.offer("b");
    assertThatThrownBy(() -> rejecting.offer("c"))
        .isInstanceOf(PublisherOverloadedException.class)
        .hasMessageContaining("'kafka'");
    assertThat(rejecting.rejected()).isEqualTo(1);
  }

  @Test
  void close_tellsWhetherItWasCalledBefore_andOffersAreRefused() {
    assertThat(intake.close()).isFalse();
    assertThat(intake.close()).isTrue();
    assertThatThrownBy(() -> intake.offer("a"))
        .isInstanceOf(PublisherClosedException.class)
        .hasNoCause();
    assertThat(intake.accepted()).isZero();
    assertThat(intake.rejected()).isEqualTo(1);
  }

  @Test
  void offer_saysWhy_whenAThreadOfThePublisherHasEnded() {
    OutOfMemoryError first = new OutOfMemoryError("first");
    intake.fail(first);
    intake.fail(new IllegalStateException("second"));

    assertThatThrownBy(() -> intake.offer("a"))
        .isInstanceOf(PublisherClosedException.class)
        .hasMessageContaining("'kafka'")
        .hasMessageContaining("java.lang.OutOfMemoryError")
        .hasCause(first);
    assertThat(intake.rejected()).isEqualTo(1);
  }

  @Test
  void close_isStillToBeDone_whenTheIntakeHasFailed() {
    intake.fail(new IllegalStateException("gone"));
    assertThat(intake.close()).isFalse();
    assertThatThrownBy(() -> intake.offer("a")).hasMessageContaining("IllegalStateException");
  }
}
