package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;

/**
 * What follows from the answer to an event: forget, retry or dead-letter it, and let its lane go
 * on. The adapter has classified; this obeys. Confined to the delivery thread.
 */
public final class Settlement {

  private final Lanes lanes;
  private final Backoff backoff;
  private final Account account;
  private final Crowding crowding;

  /** Whether events of lanes in trouble are given up when those hold all they may. */
  private final boolean crowdsOut;

  /**
   * Obeys for these lanes.
   *
   * @param crowdsOut whether events of lanes in trouble are given up when those hold all they may:
   *     not with a journal, which keeps its events for as long as it takes
   */
  public Settlement(
      Lanes lanes, Backoff backoff, Account account, Crowding crowding, boolean crowdsOut) {
    this.lanes = lanes;
    this.backoff = backoff;
    this.account = account;
    this.crowding = crowding;
    this.crowdsOut = crowdsOut;
  }

  /**
   * Obeys one answer. Whatever is thrown meanwhile, the event has departed or goes on.
   *
   * @param overtaken whether later batches were answered while this event was not
   */
  void settle(PendingEvent event, DeliveryOutcome outcome, boolean overtaken, long now) {
    try {
      obey(event, outcome, overtaken, now);
    } catch (Throwable thrown) { // no memory, or a bug of ours: at worst the event is tried again
      event.dueNanos = now;
      account.log().settlementFailed(thrown, now);
    } finally {
      lanes.answered(event);
    }
    if (outcome instanceof Delivered && lanes.troubledEvents() == 0) {
      account.log().delivered();
    }
  }

  private void obey(PendingEvent event, DeliveryOutcome outcome, boolean overtaken, long now) {
    if (outcome instanceof Delivered) {
      crowding.delivered(event, now);
      account.departures().delivered(event, now);
    } else if (outcome instanceof Rejected rejected) {
      account.departures().giveUp(event, Reason.REJECTED, rejected.cause(), now);
    } else if (outcome instanceof RetryLater later) {
      crowding.failed(event, later, overtaken, now);
      event.lastFailure = later.cause();
      event.part = later.part();
      retry(event, later, overtaken, now);
    }
  }

  private void retry(PendingEvent event, RetryLater later, boolean overtaken, long now) {
    if (event.isTakenBack()) {
      account.departures().takenBack(event);
      return;
    }
    long delayNanos = backoff.delayNanos(event, later.after(), now);
    if (!backoff.allowsAnother(event, now, delayNanos)) {
      account.departures().giveUp(event, Reason.RETRIES_EXHAUSTED, later.cause(), now);
    } else if (crowdsOut && crowding.needsRoom(now) && isOneTooMany(event, overtaken, now)) {
      account.departures().giveUp(event, Reason.CROWDED_OUT, later.cause(), now);
    } else {
      boolean inDoubt = later.certainty() == Certainty.IN_DOUBT;
      account.ledger().retried(inDoubt);
      account.log().willRetry(later.cause(), later.part(), now);
      event.dueNanos = now + delayNanos;
      if (lanes.mayPark() && isOneTooMany(event, overtaken, now)) {
        lanes.park(event);
      }
      account.metrics().tell(metrics -> metrics.retried(later.fault(), inDoubt));
    }
  }

  private boolean isOneTooMany(PendingEvent event, boolean overtaken, long now) {
    return crowding.isOneTooMany(event, now)
        || (crowdsOut ? crowding.isInTheWay(overtaken, now) : lanes.isTroubleOverfull());
  }

  /** Whether the destination delivers, so that what fails is a part of it. */
  public boolean delivers(long now) {
    return crowding.destinationDelivers(now);
  }

  /** Whether a new event would only wait behind others of its key that hold all they may. */
  public boolean crowds(PendingEvent event, long now) {
    return (!crowdsOut || crowding.needsRoom(now)) && crowding.crowds(event, now);
  }
}
