package io.github.maestroevents.delivery.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.thread.LogCapture;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GuardedLoggerTest {

  @Test
  void logger_neverThrows_thoughTheHostsDoesAtEveryLevel() {
    GuardedLogger log = new GuardedLogger(LoggerFactory.getLogger(GuardedLoggerTest.class));
    try (LogCapture broken = LogCapture.of(GuardedLoggerTest.class)) {
      broken.fail();
      log.debug("a line {}", 1);
      log.info("a line {}", 1);
      log.warn("a line {}", 1);
      log.error("a line {}", 1);
      assertThat(broken.failures()).isEqualTo(4);
    }
  }
}
