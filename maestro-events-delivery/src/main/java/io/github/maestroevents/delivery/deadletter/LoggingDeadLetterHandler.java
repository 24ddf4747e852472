package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.spi.SafeLogger;

/** Leaves a line in the log for each event that was given up. */
enum LoggingDeadLetterHandler implements DeadLetterHandler {
  INSTANCE;

  private static final SafeLogger LOG = SafeLogger.of(DeadLetterHandler.class);

  @Override
  public void handle(DeadLetter deadLetter) {
    MissingLogNotice.giveOnceIfNobodyLogs();
    LOG.warn("Event not delivered and given up: {}", deadLetter);
  }

  @Override
  public String toString() {
    return "logging";
  }
}
