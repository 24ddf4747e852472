package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.DeadLetter.Reason;
import java.time.Instant;

/** The way out for events that will not be delivered. Confined to the delivery thread. */
final class DeadLetters {

  private final String destination;
  private final DeadLetterHandler handler;
  private final DeliveryClock clock;
  private final Ledger ledger;
  private final FlushBarriers flushes;
  private final DeliveryLog log;

  DeadLetters(
      String destination,
      DeadLetterHandler handler,
      DeliveryClock clock,
      Ledger ledger,
      FlushBarriers flushes,
      DeliveryLog log) {
    this.destination = destination;
    this.handler = handler;
    this.clock = clock;
    this.ledger = ledger;
    this.flushes = flushes;
    this.log = log;
  }

  /** Hands the event to the host's handler; from here on the engine has forgotten it. */
  void giveUp(PendingEvent event, Reason reason, Throwable cause, long now) {
    ledger.deadLettered++;
    DeadLetter deadLetter = describe(event, reason, cause, clock.now());
    try {
      handler.handle(deadLetter);
    } catch (Throwable thrown) { // the host's code must not end the delivery thread
      log.callbackFailed("dead-letter handler", deadLetter.toString(), thrown, now);
    }
    flushes.settled(event, false);
  }

  private DeadLetter describe(PendingEvent event, Reason reason, Throwable cause, Instant time) {
    return new DeadLetter(
        destination,
        event.event,
        event.id(),
        reason,
        cause,
        event.attempts,
        event.firstAttempt,
        time);
  }
}
