package io.github.maestroevents.delivery.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1 s",
    "59999, 59 s",
    "60000, 1 min",
    "200000, 3 min 20 s",
    "3600000, 1 h",
    "7500000, 2 h 5 min",
    "86400000, 1 d",
    "273600000, 3 d 4 h"
  })
  void time_isToldInItsTwoLargestUnits(long millis, String expected) {
    assertThat(HealthText.time(Duration.ofMillis(millis))).isEqualTo(expected);
  }

  @Test
  void timeThatNeverComes_isToldSo() {
    assertThat(HealthText.time(HealthThresholds.NEVER)).isEqualTo("never");
  }

  @ParameterizedTest
  @CsvSource({"0.75, 75%", "0.755, 75.5%", "1.1, 110%", "0, 0%"})
  void share_isToldInPercent(double share, String expected) {
    assertThat(HealthText.percent(share)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0 bytes", "1048575|1,048,575 bytes", "1048576|1.0 MiB", "1610612736|1.5 GiB"})
  void bytes_areToldInTheLargestUnit(long bytes, String expected) {
    assertThat(HealthText.bytes(bytes)).isEqualTo(expected);
  }
}
