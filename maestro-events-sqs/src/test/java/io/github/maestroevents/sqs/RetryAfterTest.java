package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({
    ", 0",
    "'', 0",
    "0, 0",
    "7, 7",
    "' 30 ', 30",
    "3600, 3600",
    "3601, 3600",
    "999999999, 3600",
    "99999999999999999999, 0",
    "-1, 0",
    "1.5, 0",
    "'Wed, 21 Oct 2026 07:28:00 GMT', 0",
  })
  void seconds_areObeyed_upToAnHour(@Nullable String header, long seconds) {
    assertThat(RetryAfter.parse(header)).hasSeconds(seconds);
  }
}
