package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.breaker.CircuitBreaker;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * The batches handed to the destination and not yet answered: a bounded number, each for a bounded
 * time. Confined to the delivery thread.
 */
public final class InFlightWindow {

  private final Destination destination;
  private final Answers answers;
  private final Ledger ledger;
  private final Settlement settlement;
  private final CircuitBreaker breaker;
  private final DeliveryLog log;
  private final int maxBatches;
  private final long timeoutNanos;

  /** In the order of dispatch, which is the order of their deadlines. */
  private final ArrayDeque<InFlightBatch> batches = new ArrayDeque<>();

  public InFlightWindow(
      Destination destination,
      Answers answers,
      Ledger ledger,
      Settlement settlement,
      CircuitBreaker breaker,
      DeliveryLog log,
      int maxBatches,
      long timeoutNanos) {
    this.destination = destination;
    this.answers = answers;
    this.ledger = ledger;
    this.settlement = settlement;
    this.breaker = breaker;
    this.log = log;
    this.maxBatches = maxBatches;
    this.timeoutNanos = timeoutNanos;
  }

  public boolean isEmpty() {
    return batches.isEmpty();
  }

  public boolean hasRoom() {
    return batches.size() < maxBatches && destination.hasRoom() && breaker.permits();
  }

  /** Hands the events over; the answer comes through {@link Answers}, now or later. */
  public void dispatch(List<PendingEvent> events, long now, Instant time) {
    for (PendingEvent event : events) {
      event.attempted(now, time);
    }
    InFlightBatch batch = new InFlightBatch(events, now, now + timeoutNanos);
    batches.addLast(batch);
    ledger.inFlight += events.size();
    ledger.batches++;
    breaker.dispatched(batch);
    destination.dispatch(batch);
  }

  /** Settles what was answered since the last turn. */
  public void collect(long now) {
    InFlightBatch batch = answers.next();
    while (batch != null) {
      if (batches.remove(batch)) {
        settle(batch, now);
      }
      batch = answers.next();
    }
  }

  /** Answers for the destination where it kept silent too long: its batch is in doubt. */
  public void expire(long now) {
    Iterator<InFlightBatch> oldestFirst = batches.iterator();
    while (oldestFirst.hasNext()) {
      InFlightBatch batch = oldestFirst.next();
      if (batch.deadlineNanos - now > 0) {
        return;
      }
      boolean unanswered = batch.answer(null, timeout());
      if (unanswered || batch.overdue) {
        oldestFirst.remove();
        destination.giveUp(batch);
        settle(batch, now);
      } else {
        batch.overdue =
            true; // an answer is just coming in; if it got lost, it is settled next turn
      }
    }
  }

  private void settle(InFlightBatch batch, long now) {
    boolean failed = true;
    try {
      failed = settlement.settle(batch, now);
    } finally {
      breaker.answered(batch, failed, now); // or a probe would be waited for, for ever
    }
  }

  private TimeoutException timeout() {
    return new TimeoutException(
        "Not answered within " + Duration.ofNanos(timeoutNanos) + "; it may have been delivered");
  }

  /**
   * Stops waiting for all batches. Those answered meanwhile are settled.
   *
   * @return the events that were in flight and may or may not have been delivered
   */
  public List<PendingEvent> abandon(long now) {
    List<PendingEvent> inDoubt = new ArrayList<>();
    while (!batches.isEmpty()) {
      InFlightBatch batch = batches.removeFirst();
      if (batch.answer(BatchResult.all(0, DeliveryOutcome.delivered()), null)) {
        destination.giveUp(batch);
        ledger.inFlight -= batch.events.size();
        inDoubt.addAll(batch.events);
      } else {
        settle(batch, now);
      }
    }
    return inDoubt;
  }

  /** Says so when the destination keeps silent for long, while events wait behind its answer. */
  public void reportSilence(long now) {
    InFlightBatch oldest = batches.peekFirst();
    if (oldest == null || now - oldest.dispatchedNanos < TimeLimits.SILENCE_NANOS) {
      log.answers();
    } else {
      log.silent(batches.size(), now - oldest.dispatchedNanos, timeoutNanos, now);
    }
  }

  /** When the oldest batch will be called lost, or {@code otherwise} if that is sooner. */
  public long nextDeadlineNanos(long otherwise) {
    InFlightBatch oldest = batches.peekFirst();
    return oldest == null || oldest.deadlineNanos - otherwise > 0
        ? otherwise
        : oldest.deadlineNanos;
  }
}
