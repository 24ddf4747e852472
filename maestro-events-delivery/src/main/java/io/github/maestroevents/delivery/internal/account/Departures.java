package io.github.maestroevents.delivery.internal.account;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.internal.travel.Unfit;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All ways in which an event leaves the engine; each is counted, told to whoever waits, then to the
 * metrics, and final. Confined to the delivery thread.
 */
public final class Departures {

  private final String destination;
  private final DeadLetterHandler handler;

  /** Whether a sender who waits need not take back what will never be delivered. */
  private final boolean deadLettersRejected;

  private final DeliveryClock clock;
  private final Ledger ledger;
  private final FlushBarriers flushes;
  private final Acknowledgements acknowledgements;
  private final DeliveryLog log;
  private final GuardedMetrics metrics;

  public Departures(
      String destination,
      DeadLetterHandler handler,
      boolean deadLettersRejected,
      DeliveryClock clock,
      Ledger ledger,
      FlushBarriers flushes,
      Acknowledgements acknowledgements,
      DeliveryLog log,
      GuardedMetrics metrics) {
    this.destination = destination;
    this.handler = handler;
    this.deadLettersRejected = deadLettersRejected;
    this.clock = clock;
    this.ledger = ledger;
    this.flushes = flushes;
    this.acknowledgements = acknowledgements;
    this.log = log;
    this.metrics = metrics;
  }

  /** The destination has acknowledged it. */
  public void delivered(PendingEvent event, long now) {
    if (event.departs()) {
      ledger.delivered(event);
      leave(event, DeliveryOutcome.delivered(), true, false);
      metrics.tell(each -> each.delivered(event.type(), latencyNanos(event, now)));
    }
  }

  /** The host does not want it at this destination. */
  private void filtered(PendingEvent event) {
    if (event.departs()) {
      ledger.filtered(event);
      leave(event, DeliveryOutcome.filtered(), true, false);
      metrics.tell(each -> each.filtered(event.type()));
    }
  }

  /** The caller has stopped waiting for it and owns it again. */
  public void takenBack(PendingEvent event) {
    if (event.departs()) {
      ledger.handedBack(event);
      leave(event, DeliveryOutcome.delivered(), true, false); // nobody listens
    }
  }

  /**
   * It will not be delivered: back to a caller who still owns it, else to the dead-letter handler
   * of the host.
   */
  public void giveUp(PendingEvent event, Reason reason, Throwable cause, long now) {
    boolean hasSender = event.isOwnedByCaller();
    if (hasSender && !isKept(reason)) {
      handBack(event, verdict(reason, cause));
      return;
    }
    DeliveryOutcome outcome = // a sender may forget what the handler has
        hasSender ? DeliveryOutcome.delivered() : DeliveryOutcome.rejected(cause);
    if (!event.departs()) {
      return;
    }
    Throwable refusal = deadLetter(event, reason, cause, hasSender, now);
    if (refusal != null && hasSender) { // nobody has it but its sender
      ledger.handedBack(event);
      leave(event, DeliveryOutcome.retryLater(refusal), false, false);
    } else {
      ledger.deadLettered(event);
      leave(event, outcome, false, true);
    }
  }

  private void handBack(PendingEvent event, DeliveryOutcome outcome) {
    if (event.departs()) {
      ledger.handedBack(event);
      leave(event, outcome, false, false);
    }
  }

  /** It ends before it has begun to travel. */
  public void unfit(PendingEvent event, Unfit unfit, long now) {
    switch (unfit.fate()) {
      case FILTERED -> filtered(event);
      case HANDED_BACK -> takenBack(event);
      case DROPPED -> droppedByJournal(event);
      case GIVEN_UP ->
          giveUp(event, requireNonNull(unfit.reason()), requireNonNull(unfit.cause()), now);
    }
  }

  private void droppedByJournal(PendingEvent event) {
    DeliveryOutcome outcome = DeliveryOutcome.rejected(new JournalFullException("dropped"));
    if (event.departs()) {
      ledger.droppedByJournal(event);
      leave(event, outcome, false, false);
    }
  }

  /** On disk alone, it has made room for newer ones; the journal has forgotten it. */
  public void discarded(PendingEvent event) {
    DeliveryOutcome outcome =
        DeliveryOutcome.rejected(
            new JournalFullException(
                "Discarded from the journal of destination '"
                    + LogText.id(destination)
                    + "', which was full"));
    if (event.departs()) {
      ledger.discarded(event);
      flushes.settled(event.sequence, false);
      tell(event, outcome);
      metrics.tell(each -> each.discarded(event.type()));
    }
  }

  /** Of what may be delivered later, or elsewhere, the sender is told. */
  private boolean isKept(Reason reason) {
    return deadLettersRejected
        && switch (reason) {
          case REJECTED, NOT_ENCODABLE, TOO_LARGE -> true;
          case RETRIES_EXHAUSTED, CROWDED_OUT, NOT_JOURNALED, CLOSED -> false;
        };
  }

  private static DeliveryOutcome verdict(Reason reason, Throwable cause) {
    return reason == Reason.RETRIES_EXHAUSTED || reason == Reason.CROWDED_OUT
        ? DeliveryOutcome.retryLater(cause)
        : DeliveryOutcome.rejected(cause);
  }

  /** Returns what the handler threw, so that the log alone has the letter; else null. */
  private @Nullable Throwable deadLetter(
      PendingEvent event, Reason reason, Throwable cause, boolean hasSender, long now) {
    DeadLetter letter = null;
    Throwable failure = null;
    try {
      letter = letter(event, reason, cause);
      handler.handle(letter);
    } catch (Throwable thrown) { // the host's code, or no memory: the delivery thread goes on
      letterFailed(event, letter, thrown, now);
      failure = thrown;
    }
    DeadLetter told = letter;
    if (told != null && (failure == null || !hasSender)) {
      metrics.tell(each -> each.deadLettered(told));
    }
    return failure;
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

  /** Of an event that came back from the journal by the time of day, which may have jumped. */
  private long latencyNanos(PendingEvent event, long now) {
    Instant accepted = event.accepted;
    if (accepted == null) {
      return Math.max(0, now - event.seenNanos);
    }
    return Math.max(0, Nanos.of(Duration.between(accepted, timeOfDay())));
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
        log.callbackFailed("dead letter", identity(event), thrown, now);
      } else {
        DeadLetterHandler.logging().handle(letter);
        log.callbackFailed("dead-letter handler", letter.toString(), thrown, now);
      }
    } catch (Throwable unloggable) { // the host's logging fails too: nobody is left to tell
      return;
    }
  }

  private static String identity(PendingEvent event) {
    try {
      return LogText.id(event.event().wireType()) + " " + event.id();
    } catch (Throwable unreadable) { // an event whose contents throw
      return "event number " + event.sequence;
    }
  }

  /** The event is counted. Whatever fails here, the rest of it is done. */
  private void leave(PendingEvent event, DeliveryOutcome outcome, boolean well, boolean hasLetter) {
    flushes.settled(event.sequence, well);
    if (event.toForget) {
      acknowledge(event, hasLetter);
    }
    tell(event, outcome);
  }

  private void acknowledge(PendingEvent event, boolean hasLetter) {
    try {
      if (hasLetter) {
        acknowledgements.addWithLetter(event.sequence);
      } else {
        acknowledgements.add(event.sequence);
      }
    } catch (Throwable thrown) { // no memory: the journal keeps it, and it is delivered once more
      log.unacknowledged(event.sequence, thrown);
    }
  }

  /** Tells those who wait. What they do when they are told is the host's code. */
  private void tell(PendingEvent event, DeliveryOutcome outcome) {
    try {
      event.tell(outcome);
      if (event.envelope != null) {
        event.envelope.receive(Receipt.CLOSED); // if it was not written
      }
    } catch (Throwable thrown) { // what waits is completed before anything of the host runs
      log.listenerFailed(thrown);
    }
  }

  /** What the events meet that are left when a publisher ends. */
  public PublisherClosedException closed() {
    return new PublisherClosedException(
        "The publisher of destination '"
            + LogText.id(destination)
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
