package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

  @Test
  void clock_standsStill_untilAdvanced() {
    ManualClock clock = ManualClock.startingAt(NOON);
    long before = clock.nanoTime();

    assertThat(clock.now()).isEqualTo(NOON);
    assertThat(clock.nanoTime()).isEqualTo(before);
  }

  @Test
  void advance_movesBothReadings_byTheSame() {
    ManualClock clock = ManualClock.startingAt(NOON);
    long before = clock.nanoTime();

    clock.advance(Duration.ofMillis(1500));

    assertThat(clock.nanoTime() - before).isEqualTo(1_500_000_000L);
    assertThat(clock.now()).isEqualTo(NOON.plusMillis(1500));
  }

  @Test
  void advance_wrapsMonotonicTimeRound_asNanoTimeMay() {
    ManualClock clock = ManualClock.create();
    long before = clock.nanoTime();

    clock.advance(Duration.ofMinutes(1));

    assertThat(clock.nanoTime()).isNegative();
    assertThat(clock.nanoTime() - before).isEqualTo(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void advance_refusesToGoBack() {
    assertThatThrownBy(() -> ManualClock.create().advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.000000001S");
  }

  @Test
  void setWall_movesTheTimeOfDayBack_butNotMonotonicTime() {
    ManualClock clock = ManualClock.startingAt(NOON);
    long before = clock.nanoTime();

    clock.setWall(NOON.minusSeconds(3600));

    assertThat(clock.now()).isEqualTo(NOON.minusSeconds(3600));
    assertThat(clock.nanoTime()).isEqualTo(before);
  }
}
