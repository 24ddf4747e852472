package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.breaker.CircuitBreaker;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * The batches handed to the destination and not yet wholly answered, each for a bounded time. What
 * batches hold that lost their slot to a later one counts as {@link Trouble} after a while.
 * Confined to the delivery thread.
 */
public final class InFlightWindow {

  private final Destination destination;
  private final Answers answers;
  private final Lanes lanes;
  private final Account account;
  private final Settlement settlement;
  private final CircuitBreaker breaker;
  private final DeliveryClock clock;
  private final Slots slots;
  private final long timeoutNanos;

  /** In the order of dispatch, which is the order of their deadlines. */
  private final Set<InFlightBatch> batches = new LinkedHashSet<>();

  /** Those that lost their slot to a later one, until they have been silent for long. */
  private final ArrayDeque<InFlightBatch> overtaken = new ArrayDeque<>();

  private long dispatched;

  public InFlightWindow(
      Destination destination,
      Answers answers,
      Lanes lanes,
      Account account,
      Settlement settlement,
      CircuitBreaker breaker,
      DeliveryClock clock,
      int maxBatches,
      long timeoutNanos) {
    this.destination = destination;
    this.answers = answers;
    this.lanes = lanes;
    this.account = account;
    this.settlement = settlement;
    this.breaker = breaker;
    this.clock = clock;
    this.slots = new Slots(maxBatches);
    this.timeoutNanos = timeoutNanos;
  }

  public boolean isEmpty() {
    return batches.isEmpty();
  }

  /** Whether a batch of healthy events may go. */
  public boolean hasRoom(long now) {
    return slots.hasRoom(now) && isOpen();
  }

  /** Whether a batch of events in trouble may go. */
  public boolean hasRoomForTrouble() {
    return slots.hasRoomForTrouble() && isOpen();
  }

  private boolean isOpen() {
    return destination.hasRoom() && breaker.permits();
  }

  /**
   * Hands the events over; the answers come through {@link Answers}, now or later.
   *
   * @param inTrouble whether they are of lanes in trouble
   */
  public void dispatch(List<PendingEvent> events, boolean inTrouble, long now, Instant time) {
    for (PendingEvent event : events) {
      event.attempted(time);
    }
    InFlightBatch batch = new InFlightBatch(++dispatched, events, inTrouble, now);
    batches.add(batch);
    slots.take(batch);
    account.ledger().dispatched(events.size());
    breaker.dispatched(batch);
    batch.handedOver(now, timeoutNanos); // should the hand-over fail
    destination.dispatch(batch);
    batch.handedOver(clock.nanoTime(), timeoutNanos);
  }

  /** Settles what was answered since the last turn. */
  public void collect(long now) {
    int most = batches.size() + 1; // a destination that answers without end ends no turn
    for (int i = 0; i < most; i++) {
      InFlightBatch batch = answers.next();
      if (batch == null) {
        return;
      }
      if (batches.contains(batch)) {
        settle(batch, now);
      }
    }
  }

  private void settle(InFlightBatch batch, long now) {
    int event = batch.nextAnswered(0);
    while (event >= 0) {
      DeliveryOutcome outcome = batch.outcome(event);
      batch.settled(event);
      if (outcome != null) {
        settlement.settle(batch.events().get(event), outcome, batch.isOvertaken(), now);
        judge(batch, outcome, now);
      }
      event = batch.nextAnswered(event + 1);
    }
    if (batch.isSettled()) {
      batches.remove(batch);
      slots.free(batch);
      batch.letGo();
    }
    breaker.answered(batch, now);
    if (batch.isSettled()) {
      account.metrics().tell(metrics -> metrics.attempted(batch.attempt(now)));
    }
  }

  private void judge(InFlightBatch batch, DeliveryOutcome outcome, long now) {
    if (!(outcome instanceof RetryLater later)) {
      batch.judge(false);
      slots.answered(batch, now, overtaken::addLast);
    } else if (later.fault() == Fault.DESTINATION && !isOfAPart(batch, now)) {
      batch.judge(true);
    }
  }

  /**
   * Whether a failure is of a part while the destination delivers: of events that were overtaken,
   * or that were in trouble before. A probe tells of the destination, whatever it is of.
   */
  private boolean isOfAPart(InFlightBatch batch, long now) {
    return batch.isOvertaken()
        || (batch.isInTrouble()
            && breaker.state() == CircuitState.CLOSED
            && settlement.delivers(now));
  }

  /** Answers for the destination where it kept silent too long: those events are in doubt. */
  public void expire(long now) {
    List<InFlightBatch> late = List.of();
    for (InFlightBatch batch : batches) {
      if (batch.deadlineNanos() - now > 0) {
        break;
      }
      late = late.isEmpty() ? new ArrayList<>() : late;
      late.add(batch);
    }
    for (InFlightBatch batch : late) {
      batch.answerRest(DeliveryOutcome.retryLater(timeout()));
      settle(batch, now);
    }
    noteStuck(now);
  }

  private void noteStuck(long now) {
    InFlightBatch oldest = overtaken.peekFirst();
    while (oldest != null
        && (oldest.isSettled() || now - oldest.dispatchedNanos() >= TimeLimits.STUCK_NANOS)) {
      overtaken.removeFirst();
      for (int event = 0; event < oldest.events().size(); event++) {
        if (oldest.isOpen(event)) {
          lanes.stuck(oldest.events().get(event));
        }
      }
      oldest = overtaken.peekFirst();
    }
  }

  private TimeoutException timeout() {
    return new TimeoutException(
        "Not answered within " + Duration.ofNanos(timeoutNanos) + "; it may have been delivered");
  }

  /** Stops waiting for all batches. What was answered is settled; the rest stays in its lanes. */
  public void abandon(long now) {
    for (InFlightBatch batch : List.copyOf(batches)) {
      settle(batch, now);
      batch.letGo();
    }
    batches.clear();
    slots.clear();
    overtaken.clear();
  }

  /** Says so when the destination, or a part of it, keeps silent for long. */
  public void reportSilence(long now) {
    InFlightBatch oldest = batches.isEmpty() ? null : batches.iterator().next();
    if (oldest == null || now - oldest.dispatchedNanos() < TimeLimits.SILENCE_NANOS) {
      account.log().answers();
    } else {
      account
          .log()
          .silent(
              batches.size(),
              batches.size() - slots.taken(),
              now - oldest.dispatchedNanos(),
              timeoutNanos,
              now);
    }
  }

  /** When the oldest batch will be called lost, or {@code otherwise} if that is sooner. */
  public long nextDeadlineNanos(long otherwise) {
    if (batches.isEmpty()) {
      return otherwise;
    }
    long deadline = batches.iterator().next().deadlineNanos();
    return deadline - otherwise > 0 ? otherwise : deadline;
  }
}
