package io.github.maestroevents.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class ContainerConditionTest {

  private static final Optional<String> OBSTACLE = Optional.of("no engine answers");

  @Test
  void tests_run_whenTheImageIsAtHand() {
    assertThat(ContainerCondition.verdict(Optional.empty(), null).isDisabled()).isFalse();
    assertThat(ContainerCondition.verdict(Optional.empty(), "required").isDisabled()).isFalse();
  }

  @Test
  void tests_areSkippedWithTheReason_whenThereIsAnObstacle() {
    ConditionEvaluationResult verdict = ContainerCondition.verdict(OBSTACLE, null);

    assertThat(verdict.isDisabled()).isTrue();
    assertThat(verdict.getReason()).contains("no engine answers");
  }

  @Test
  void tests_failWithTheReason_whenContainersAreRequired() {
    assertThatThrownBy(() -> ContainerCondition.verdict(OBSTACLE, "required"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no engine answers")
        .hasMessageContaining("-Dcontainers=required");
  }

  @Test
  void tests_fail_whenTheWishIsNotUnderstood() {
    assertThatThrownBy(() -> ContainerCondition.verdict(OBSTACLE, "please"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("please");
  }
}
