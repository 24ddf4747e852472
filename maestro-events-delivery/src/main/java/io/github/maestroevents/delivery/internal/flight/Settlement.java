package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.Departures;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch.Answer;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the answer to a batch: forget, retry or dead-letter each of its events, and let
 * its lanes go on. The adapter has classified; this obeys. Confined to the delivery thread.
 */
public final class Settlement {

  private final Lanes lanes;
  private final Ledger ledger;
  private final Backoff backoff;
  private final Departures departures;
  private final DeliveryLog log;

  public Settlement(
      Lanes lanes, Ledger ledger, Backoff backoff, Departures departures, DeliveryLog log) {
    this.lanes = lanes;
    this.ledger = ledger;
    this.backoff = backoff;
    this.departures = departures;
    this.log = log;
  }

  /**
   * Settles a batch that was answered, or that the engine has answered for itself.
   *
   * @return whether the call failed: an event of it is in doubt
   */
  boolean settle(InFlightBatch batch, long now) {
    List<PendingEvent> events = batch.events;
    ledger.inFlight -= events.size();
    List<DeliveryOutcome> outcomes = outcomes(batch.answer(), events.size());
    List<Retry> retries = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      apply(events.get(i), outcomes.get(i), retries, now);
    }
    for (int i = retries.size() - 1; i >= 0; i--) { // backwards, so that each goes before the next
      lanes.putBack(retries.get(i).event);
    }
    for (PendingEvent event : events) {
      lanes.landed(event.orderingKey);
    }
    if (!retries.isEmpty()) {
      log.willRetry(retries.size(), retries.get(0).cause, now);
    } else if (outcomes.stream().anyMatch(Delivered.class::isInstance)) {
      log.delivered();
    }
    return outcomes.stream().anyMatch(RetryLater.class::isInstance);
  }

  private void apply(PendingEvent event, DeliveryOutcome outcome, List<Retry> retries, long now) {
    if (outcome instanceof Delivered) {
      departures.delivered(event);
    } else if (outcome instanceof Rejected rejected) {
      departures.giveUp(event, Reason.REJECTED, rejected.cause(), now);
    } else if (event.isTakenBack()) {
      departures.takenBack(event);
    } else if (outcome instanceof RetryLater later) {
      long delayNanos = backoff.delayNanos(event.attempts, later.after());
      if (backoff.allowsAnother(event, now, delayNanos)) {
        ledger.retried++;
        event.dueNanos = now + delayNanos;
        retries.add(new Retry(event, later.cause()));
      } else {
        departures.giveUp(event, Reason.RETRIES_EXHAUSTED, later.cause(), now);
      }
    }
  }

  /** One outcome per event, whatever the destination said: what it did not say is in doubt. */
  private static List<DeliveryOutcome> outcomes(@Nullable Answer answer, int events) {
    if (answer == null) {
      return inDoubt(events, new IllegalStateException("The batch was not answered"));
    }
    if (answer.failure() != null) {
      return inDoubt(events, unwrapped(answer.failure()));
    }
    BatchResult result = answer.result();
    if (result == null) {
      return inDoubt(events, new IllegalStateException("The stage completed with null"));
    }
    if (result.outcomes().size() != events) {
      return inDoubt(
          events,
          new IllegalStateException(
              "The destination gave "
                  + result.outcomes().size()
                  + " outcomes for "
                  + events
                  + " events"));
    }
    return result.outcomes();
  }

  private static List<DeliveryOutcome> inDoubt(int events, Throwable cause) {
    return BatchResult.all(events, DeliveryOutcome.retryLater(cause)).outcomes();
  }

  private static Throwable unwrapped(Throwable failure) {
    if (failure instanceof CompletionException) {
      Throwable cause = failure.getCause();
      return cause == null ? failure : cause;
    }
    return failure;
  }

  private record Retry(PendingEvent event, Throwable cause) {}
}
