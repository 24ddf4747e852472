package io.github.maestroevents.containers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ContainerGateTest {

  private static final Optional<String> OBSTACLE = Optional.of("no engine answers");

  @Test
  void tests_run_whenTheImageIsAtHand() {
    assertThatCode(() -> ContainerGate.pass(Optional.empty(), null)).doesNotThrowAnyException();
    assertThatCode(() -> ContainerGate.pass(Optional.empty(), "required"))
        .doesNotThrowAnyException();
  }

  @Test
  void tests_areSkippedWithTheReason_whenThereIsAnObstacle() {
    assertThatThrownBy(() -> ContainerGate.pass(OBSTACLE, null))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("no engine answers");
  }

  @Test
  void tests_failWithTheReason_whenContainersAreRequired() {
    assertThatThrownBy(() -> ContainerGate.pass(OBSTACLE, "required"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no engine answers")
        .hasMessageContaining("-Dcontainers=required");
  }

  @Test
  void tests_fail_whenTheWishIsNotUnderstood() {
    assertThatThrownBy(() -> ContainerGate.pass(OBSTACLE, "please"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("please");
  }
}
