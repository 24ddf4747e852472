package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import org.slf4j.Logger;

/**
 * What every part of the engine that ends an event needs, together: the books, those who wait for
 * them, the ways out and the log. Confined to the delivery thread.
 */
public record Account(
    Ledger ledger,
    FlushBarriers flushes,
    Acknowledgements acknowledgements,
    Departures departures,
    DeliveryLog log,
    JournalLog journalLog,
    GuardedMetrics metrics) {

  /** An empty account of one destination. */
  public static Account of(
      String destination,
      DeadLetterHandler handler,
      boolean deadLettersRejected,
      DeliveryMetrics hostsMetrics,
      DeliveryClock clock,
      Logger logger) {
    GuardedMetrics metrics = new GuardedMetrics(hostsMetrics, destination, logger, clock);
    SafeLogger lines = SafeLogger.of(logger).telling(metrics::problem);
    Ledger ledger = new Ledger();
    FlushBarriers flushes = new FlushBarriers();
    Acknowledgements acknowledgements = new Acknowledgements();
    DeliveryLog log = new DeliveryLog(lines, destination);
    Departures departures =
        new Departures(
            destination,
            handler,
            deadLettersRejected,
            clock,
            ledger,
            flushes,
            acknowledgements,
            log,
            metrics);
    return new Account(
        ledger,
        flushes,
        acknowledgements,
        departures,
        log,
        new JournalLog(lines, destination),
        metrics);
  }
}
