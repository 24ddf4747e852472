package io.github.maestroevents.delivery.internal.account;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.internal.travel.Unfit;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.spi.DeliveryOutcome;

/**
 * All ways in which an event leaves the engine; each is counted, told to whoever waits, and final.
 * Confined to the delivery thread.
 */
public final class Departures {

  private final String destination;
  private final DeadLetterHandler handler;
  private final DeliveryClock clock;
  private final Ledger ledger;
  private final FlushBarriers flushes;
  private final Acknowledgements acknowledgements;
  private final DeliveryLog log;

  public Departures(
      String destination,
      DeadLetterHandler handler,
      DeliveryClock clock,
      Ledger ledger,
      FlushBarriers flushes,
      Acknowledgements acknowledgements,
      DeliveryLog log) {
    this.destination = destination;
    this.handler = handler;
    this.clock = clock;
    this.ledger = ledger;
    this.flushes = flushes;
    this.acknowledgements = acknowledgements;
    this.log = log;
  }

  /** The destination has acknowledged it. */
  public void delivered(PendingEvent event) {
    ledger.delivered++;
    leave(event, DeliveryOutcome.delivered(), true);
  }

  /** The host does not want it at this destination. */
  void filtered(PendingEvent event) {
    ledger.filtered++;
    leave(event, DeliveryOutcome.filtered(), true);
  }

  /** The caller has stopped waiting for it and owns it again. */
  public void takenBack(PendingEvent event) {
    ledger.handedBack++;
    leave(event, DeliveryOutcome.delivered(), true); // nobody listens
  }

  /**
   * It will not be delivered: back to a caller who still owns it, else to the dead-letter handler
   * of the host.
   */
  public void giveUp(PendingEvent event, Reason reason, Throwable cause, long now) {
    if (event.isOwnedByCaller()) {
      ledger.handedBack++;
      leave(event, verdict(reason, cause), false);
    } else {
      ledger.deadLettered++;
      deadLetter(event, reason, cause, now);
      leave(event, DeliveryOutcome.rejected(cause), false);
    }
  }

  /** It ends before it has begun to travel. */
  public void unfit(PendingEvent event, Unfit unfit, long now) {
    switch (unfit.fate()) {
      case FILTERED -> filtered(event);
      case HANDED_BACK -> takenBack(event);
      case DROPPED -> {
        ledger.droppedByJournal++;
        leave(event, DeliveryOutcome.rejected(new JournalFullException("dropped")), false);
      }
      case GIVEN_UP ->
          giveUp(event, requireNonNull(unfit.reason()), requireNonNull(unfit.cause()), now);
    }
  }

  /** On disk alone, it has made room for newer ones. */
  public void discarded(PendingEvent event) {
    ledger.discarded++;
    flushes.settled(event.sequence, false);
    event.tell(
        DeliveryOutcome.rejected(
            new JournalFullException(
                "Discarded from the journal of destination '"
                    + destination
                    + "', which was full")));
  }

  private static DeliveryOutcome verdict(Reason reason, Throwable cause) {
    return reason == Reason.RETRIES_EXHAUSTED
        ? DeliveryOutcome.retryLater(cause)
        : DeliveryOutcome.rejected(cause);
  }

  private void deadLetter(PendingEvent event, Reason reason, Throwable cause, long now) {
    DeadLetter deadLetter =
        new DeadLetter(
            destination,
            event.event(),
            event.id(),
            reason,
            cause,
            event.attempts,
            event.firstAttempt,
            clock.now());
    try {
      handler.handle(deadLetter);
    } catch (Throwable thrown) { // the host's code must not end the delivery thread
      log.callbackFailed("dead-letter handler", deadLetter.toString(), thrown, now);
    }
  }

  private void leave(PendingEvent event, DeliveryOutcome outcome, boolean well) {
    ledger.heldBytes -= event.sizeBytes();
    flushes.settled(event.sequence, well);
    if (event.toForget) {
      acknowledgements.add(event.sequence);
    }
    event.tell(outcome);
    if (event.envelope != null) {
      event.envelope.receive(new Receipt(Receipt.Verdict.CLOSED, null)); // if it was not written
    }
  }

  /** What the events meet that are left when a publisher ends. */
  public PublisherClosedException closed() {
    return new PublisherClosedException(
        "The publisher of destination '"
            + destination
            + "' was closed before the event was delivered");
  }

  /** Releases what the host's dead-letter handler holds. At the very end. */
  public void close() {
    try {
      handler.close();
    } catch (Throwable thrown) { // the host's code; the engine ends in order all the same
      log.closeFailed("dead-letter handler", thrown);
    }
  }
}
