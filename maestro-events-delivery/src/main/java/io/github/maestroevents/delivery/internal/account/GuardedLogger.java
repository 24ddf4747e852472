package io.github.maestroevents.delivery.internal.account;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A logger that never throws. What a host's logging throws, an {@code Error} included, costs a line
 * and nothing else. Any thread.
 */
final class GuardedLogger {

  private final Logger log;

  GuardedLogger(Logger log) {
    this.log = log;
  }

  boolean isDebugEnabled() {
    try {
      return log.isDebugEnabled();
    } catch (Throwable thrown) { // the host's logging
      return false;
    }
  }

  void debug(String format, @Nullable Object... arguments) {
    try {
      log.debug(format, arguments);
    } catch (Throwable thrown) { // the host's logging; there is nobody left to tell
      return;
    }
  }

  void info(String format, @Nullable Object... arguments) {
    try {
      log.info(format, arguments);
    } catch (Throwable thrown) { // as above
      return;
    }
  }

  void warn(String format, @Nullable Object... arguments) {
    try {
      log.warn(format, arguments);
    } catch (Throwable thrown) { // as above
      return;
    }
  }

  void error(String format, @Nullable Object... arguments) {
    try {
      log.error(format, arguments);
    } catch (Throwable thrown) { // as above
      return;
    }
  }
}
