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
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    leave(event, DeliveryOutcome.delivered(), true);
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
    DeadLetter letter = null;
    try {
      letter = letter(event, reason, cause);
      handler.handle(letter);
    } catch (Throwable thrown) { // the host's code, or no memory: the delivery thread goes on
      letterFailed(event, letter, thrown, now);
    }
  }

  private DeadLetter letter(PendingEvent event, Reason reason, Throwable cause) {
    Throwable lastFailure = event.lastFailure;
    return new DeadLetter(
        destination,
        event.event(),
        idOf(event),
        event.orderingKey,
        attributesOf(event),
        reason,
        reason == Reason.CLOSED && lastFailure != null ? lastFailure : cause,
        event.attempts,
        event.firstAttempt,
        timeOfDay());
  }

  private static @Nullable EventId idOf(PendingEvent event) {
    try {
      return event.id();
    } catch (Throwable notDerivable) { // a letter without an id is better than none
      return null;
    }
  }

  private static Map<String, String> attributesOf(PendingEvent event) {
    try {
      return new LinkedHashMap<>(event.attributes());
    } catch (Throwable unreadable) { // a map of the host's; the letter must not be lost for it
      return Map.of();
    }
  }

  private Instant timeOfDay() {
    try {
      return clock.now();
    } catch (Throwable thrown) { // the host's code; the letter must not be lost for it
      return DeliveryClock.system().now();
    }
  }

  /** The letter, which nobody else keeps, goes to the log. */
  private void letterFailed(
      PendingEvent event, @Nullable DeadLetter letter, Throwable thrown, long now) {
    try {
      if (letter == null) {
        log.callbackFailed("dead letter", "event number " + event.sequence, thrown, now);
      } else {
        DeadLetterHandler.logging().handle(letter);
        log.callbackFailed("dead-letter handler", letter.toString(), thrown, now);
      }
    } catch (Throwable unloggable) { // the host's logging fails too: nobody is left to tell
      return;
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

  /** Ends the part that the publisher has in the host's dead-letter handler. At the very end. */
  public void close() {
    try {
      handler.close();
    } catch (Throwable thrown) { // the host's code; the engine ends in order all the same
      log.closeFailed("dead-letter handler", thrown);
    }
  }
}
