package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;

/**
 * What an operator reads of dead letters that cannot be made durable. Confined to the journal
 * thread.
 */
public final class LettersLog {

  private final SafeLogger log;
  private final String destination;
  private final DeliveryClock clock;
  private final Recurring failures = new Recurring();

  LettersLog(SafeLogger log, String destination, DeliveryClock clock) {
    this.log = log;
    this.destination = LogText.id(destination);
    this.clock = clock;
  }

  /**
   * They cannot be now.
   *
   * @param events whose letters they are
   */
  public void notDurable(Throwable cause, int events) {
    failures.count(1);
    long now = now();
    if (failures.isDue(now)) {
      log.warn(
          "Dead letters of destination '{}' could not be forced to the disk ({} time(s)), which is"
              + " tried again; last: {}. Until then their {} event(s) stay in the journal as well,"
              + " and are given up once more if the process ends before. Other events are forgotten"
              + " as usual",
          destination,
          failures.take(now),
          LogText.of(cause),
          events);
    }
  }

  /** They are, all of them. */
  public void durable() {
    if (failures.end()) {
      log.info("Dead letters of destination '{}' are forced to the disk again", destination);
    }
  }

  private long now() {
    try {
      return clock.nanoTime();
    } catch (Throwable thrown) { // the host's clock; the line is late, and nothing else
      return 0;
    }
  }
}
