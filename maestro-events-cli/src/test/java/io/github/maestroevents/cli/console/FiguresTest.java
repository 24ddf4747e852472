package io.github.maestroevents.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  private static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "3200000, 3.2 MB",
    "99949, 99.9 kB",
    "99950, 100 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "148000000, 148 MB",
    "2147483648, 2.1 GB",
    "9223372036854775807, 9.2 EB"
  })
  void size_isInDecimalUnits(long bytes, String text) {
    assertThat(Figures.size(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT-5S, 0 s",
    "PT45.9S, 45 s",
    "PT60S, 1 min",
    "PT2H14M59S, 2 h 14 min",
    "PT2H, 2 h",
    "P3DT4H5M, 3 d 4 h",
    "P400D, 400 d"
  })
  void age_hasTheTwoLargestUnits(Duration age, String text) {
    assertThat(Figures.age(age)).isEqualTo(text);
  }

  @Test
  void figures_areTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Figures.count(4000)).isEqualTo("4,000");
      assertThat(Figures.size(3_200_000)).isEqualTo("3.2 MB");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2h, 2026-11-25T12:00:00Z",
    "2 h 14 min, 2026-11-25T11:46:00Z",
    "90m, 2026-11-25T12:30:00Z",
    "1d12h, 2026-11-24T02:00:00Z",
    "1w, 2026-11-18T14:00:00Z",
    "30s, 2026-11-25T13:59:30Z",
    "2026-11-25, 2026-11-25T00:00:00Z",
    "2026-11-25T12:00, 2026-11-25T12:00:00Z",
    "2026-11-25 12:00:01, 2026-11-25T12:00:01Z",
    "2026-11-25T12:00:01.5Z, 2026-11-25T12:00:01.500Z",
    "2026-11-25T12:00:00+01:00, 2026-11-25T11:00:00Z",
    "2026-11-25T12:00-05:00, 2026-11-25T17:00:00Z"
  })
  void times_areAgesOrDates(String text, Instant time) {
    assertThat(Times.parse("--since", text, NOW)).isEqualTo(time);
  }

  @Test
  void timesOfAnotherKind_areRefusedByName() {
    for (String text :
        List.of(
            "", "2", "h", "2y", "-2h", "2026-13-01", "2026-02-30", "12:00", "99999999999999999d")) {
      assertThatThrownBy(() -> Times.parse("--since", text, NOW))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--since");
    }
  }
}
