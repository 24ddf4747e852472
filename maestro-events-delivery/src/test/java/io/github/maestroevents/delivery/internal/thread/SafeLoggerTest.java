package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SafeLoggerTest {

  private final SafeLogger log = SafeLogger.of(SafeLoggerTest.class);

  @Test
  void logger_neverThrows_thoughTheHostsDoesAtEveryLevel() {
    try (LogCapture broken = LogCapture.of(SafeLoggerTest.class)) {
      broken.fail();
      log.debug("a line {}", 1);
      log.info("a line {}", 1);
      log.warn("a line {}", 1);
      log.error("a line {}", 1);
      assertThat(broken.failures()).isEqualTo(4);
    }
  }

  @Test
  void whateverIsLogged_isOneShortLine() {
    try (LogCapture captured = LogCapture.of(SafeLoggerTest.class)) {
      log.warn("a\nformat of {} and {}", "an\u001b[2Jargument", "x".repeat(5_000_000));
      log.warn(
          "thrown",
          new IllegalStateException("a\nmessage", new IllegalArgumentException("a\u202ecause")));

      assertThat(captured.lines().get(0))
          .contains("a\\u000aformat of an\\u001b[2Jargument and xxx")
          .hasSizeLessThan(1_100);
      assertThat(captured.lines().toString()).doesNotContain("\n").doesNotContain("\u202e");
    }
  }

  @Test
  void argumentThatCannotBeShown_costsNoLine() {
    Object unprintable =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    try (LogCapture captured = LogCapture.of(SafeLoggerTest.class)) {
      log.warn("with {}", unprintable);

      assertThat(captured.lines()).hasSize(1);
    }
  }

  @Test
  void textThatWasCutBefore_isNotCutAgain() {
    String cut = LogText.of(new IllegalStateException("x".repeat(4_000_000)));
    try (LogCapture captured = LogCapture.of(SafeLoggerTest.class)) {
      log.warn("{}", cut);

      assertThat(captured.lines()).containsExactly(cut);
    }
  }

  @Test
  void whatIsNotLogged_isNotBuilt() {
    AtomicInteger asked = new AtomicInteger();
    Object argument =
        new Object() {
          @Override
          public String toString() {
            return "asked " + asked.incrementAndGet();
          }
        };
    Logger hosts = (Logger) LoggerFactory.getLogger("whatIsNotLogged");
    hosts.setLevel(Level.WARN);

    SafeLogger.of(hosts).debug("{}", argument);
    SafeLogger.of(hosts).info("{}", argument);

    assertThat(asked).hasValue(0);
  }

  @Test
  void warningsAndErrors_arePassedOnAsOneShortLine_thoughTheHostLogsNone() {
    Logger hosts = (Logger) LoggerFactory.getLogger(SafeLoggerTest.class);
    Level before = hosts.getLevel();
    hosts.setLevel(Level.OFF);
    List<String> told = new ArrayList<>();
    SafeLogger telling = log.telling(told::add);
    try {
      telling.debug("debug");
      telling.info("info");
      telling.warn("a\nwarning of {}", "x".repeat(5_000_000));
      telling.error("failed", new IllegalStateException("a\ncause"));
    } finally {
      hosts.setLevel(before);
    }
    assertThat(told).hasSize(2).noneMatch(line -> line.contains("\n"));
    assertThat(told.get(0)).startsWith("a\\u000awarning of xxx").hasSizeLessThan(1_100);
    assertThat(told.get(1)).startsWith("failed: ").contains("a\\u000acause");
  }

  @Test
  void line_isLogged_thoughWhoeverIsToldThrows() {
    try (LogCapture captured = LogCapture.of(SafeLoggerTest.class)) {
      log.telling(
              text -> {
                throw new StackOverflowError();
              })
          .warn("a line");
      assertThat(captured.lines()).containsExactly("a line");
    }
  }
}
