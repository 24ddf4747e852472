package io.github.maestroevents.delivery.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthThresholdsTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(2);

  @Test
  void setting_changesItselfAlone() {
    HealthThresholds defaults = HealthThresholds.defaults();

    assertThat(defaults.withCircuitOpen(SHORT, LONG).circuitOpen().failing()).isEqualTo(LONG);
    assertThat(defaults.withOldestEvent(SHORT, LONG).oldestEvent().degraded()).isEqualTo(SHORT);
    assertThat(defaults.withDrops(LONG, SHORT).drops().degraded()).isEqualTo(LONG);
    assertThat(defaults.withJournalShare(0.1, 0.2).journalShare().degraded()).isEqualTo(0.1);
    assertThat(defaults.withNoTurn(SHORT, LONG).noTurn().failing()).isEqualTo(LONG);
    assertThat(defaults.withQueueShare(0.1, 0.2).queueShare().failing()).isEqualTo(0.2);
    assertThat(
            defaults
                .withQueueShare(0.1, 0.2)
                .withQueueShare(defaults.queueShare().degraded(), defaults.queueShare().failing()))
        .isEqualTo(defaults)
        .hasSameHashCodeAs(defaults)
        .hasToString(defaults.toString());
    assertThat(defaults.withNoTurn(SHORT, LONG)).isNotEqualTo(defaults);
  }

  @Test
  void failingBeforeDegraded_isRefusedWithBothValues() {
    HealthThresholds defaults = HealthThresholds.defaults();

    assertThatThrownBy(() -> defaults.withCircuitOpen(LONG, SHORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("circuitOpen")
        .hasMessageContaining("PT2S")
        .hasMessageContaining("PT1S");
    assertThatThrownBy(() -> defaults.withOldestEvent(LONG, SHORT))
        .hasMessageContaining("oldestEvent");
    assertThatThrownBy(() -> defaults.withNoTurn(LONG, SHORT)).hasMessageContaining("noTurn");
    assertThatThrownBy(() -> defaults.withDrops(SHORT, LONG)).hasMessageContaining("drops");
    assertThatThrownBy(() -> defaults.withJournalShare(0.9, 0.8))
        .hasMessageContaining("journalShare");
    assertThatThrownBy(() -> defaults.withQueueShare(0.9, 0.8)).hasMessageContaining("queueShare");
  }

  @Test
  void valueThatMakesNoSense_isRefused() {
    HealthThresholds defaults = HealthThresholds.defaults();

    assertThatThrownBy(() -> defaults.withNoTurn(SHORT.negated(), LONG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> defaults.withDrops(LONG, SHORT.negated()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> defaults.withQueueShare(0, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> defaults.withQueueShare(Double.NaN, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> defaults.withQueueShare(0.5, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
