package io.github.maestroevents.sqs.internal.client;

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
    "300, 300",
    "301, 300",
    "86400, 300",
    "999999999, 300",
    "99999999999999999999, 0",
    "-1, 0",
    "1.5, 0",
    "'Wed, 21 Oct 2026 07:28:00 GMT', 0",
  })
  void seconds_areObeyed_upToFiveMinutes(@Nullable String header, long seconds) {
    assertThat(RetryAfter.parse(header)).hasSeconds(seconds);
  }
}
