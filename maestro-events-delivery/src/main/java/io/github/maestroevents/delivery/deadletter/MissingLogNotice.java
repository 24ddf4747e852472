package io.github.maestroevents.delivery.deadletter;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Says on the console, once per JVM, that dead letters go nowhere because the host has no logging.
 * The only class that writes to the console: whoever has no log reads nothing else.
 */
final class MissingLogNotice {

  private static final String TEXT =
      "maestro-events: an event was not delivered and given up, and nothing tells which one: SLF4J"
          + " has no provider, so dead letters are not logged. Add a provider, such as"
          + " ch.qos.logback:logback-classic, or keep dead letters with"
          + " NonBlockingPublisherBuilder.deadLetterHandler(DeadLetterHandler.toFile(...)) or"
          + " deadLettersTo(...). This is said once.";

  private static final AtomicBoolean GIVEN = new AtomicBoolean();

  private MissingLogNotice() {}

  static void giveOnceIfNobodyLogs() {
    if (!GIVEN.get() && isNobodyLogging() && GIVEN.compareAndSet(false, true)) {
      System.err.println(TEXT);
    }
  }

  private static boolean isNobodyLogging() {
    return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory;
  }
}
