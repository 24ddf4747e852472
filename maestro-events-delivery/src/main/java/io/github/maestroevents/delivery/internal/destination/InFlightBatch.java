package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A batch the destination has and has not wholly answered for. Each event is answered once, from
 * any thread; everything else is confined to the delivery thread.
 */
public final class InFlightBatch {

  private final long number;
  private final List<PendingEvent> events;
  private final boolean inTrouble;

  /** Publishes the first outcome of each event from the destination's thread. */
  private final AtomicReferenceArray<@Nullable DeliveryOutcome> outcomes;

  /** Whether it stands among the answers already; taken by whoever puts it there. */
  private final AtomicBoolean announced = new AtomicBoolean();

  private final long dispatchedNanos;
  private long deadlineNanos;
  private boolean overtaken;
  private int unsettled;

  /** All before this one are settled. */
  private int firstUnsettled;

  private final boolean[] settled;
  private int failed;
  private int judged;

  /** What works on the batch; nothing before it is handed over. */
  private Hold hold = () -> {};

  /**
   * A batch about to be handed over.
   *
   * @param number its place in the order of dispatch
   * @param inTrouble whether its events are of lanes in trouble
   */
  public InFlightBatch(
      long number, List<PendingEvent> events, boolean inTrouble, long dispatchedNanos) {
    this.number = number;
    this.events = events;
    this.inTrouble = inTrouble;
    this.dispatchedNanos = dispatchedNanos;
    this.outcomes = new AtomicReferenceArray<>(events.size());
    this.settled = new boolean[events.size()];
    this.unsettled = events.size();
  }

  /** It has been handed over: its time counts from now. */
  public void handedOver(long now, long timeoutNanos) {
    long deadline = now + timeoutNanos;
    deadlineNanos = deadline;
  }

  public long number() {
    return number;
  }

  /** Whether its events are of lanes in trouble. */
  public boolean isInTrouble() {
    return inTrouble;
  }

  /** The events in the order in which the destination has them. */
  public List<PendingEvent> events() {
    return events;
  }

  public long dispatchedNanos() {
    return dispatchedNanos;
  }

  public long deadlineNanos() {
    return deadlineNanos;
  }

  // Any thread.

  /**
   * Keeps the first outcome of an event. Returns false for any further one, which changes nothing.
   */
  boolean answer(int event, DeliveryOutcome outcome) {
    return outcomes.compareAndSet(event, null, outcome);
  }

  /** Whether the caller is to put it among the answers: nobody has since it was last looked at. */
  boolean announces() {
    return announced.compareAndSet(false, true);
  }

  int size() {
    return events.size();
  }

  // Delivery thread.

  /** It is looked at now; what is answered from here on announces it again. */
  void lookedAt() {
    announced.set(false);
  }

  /**
   * The next event at or behind this place that is answered and not settled; -1 if there is none.
   */
  public int nextAnswered(int from) {
    for (int i = Math.max(from, firstUnsettled); i < settled.length; i++) {
      if (!settled[i] && outcomes.get(i) != null) {
        return i;
      }
    }
    return -1;
  }

  public @Nullable DeliveryOutcome outcome(int event) {
    return outcomes.get(event);
  }

  /** The answer to an event is obeyed. */
  public void settled(int event) {
    settled[event] = true;
    unsettled--;
    while (firstUnsettled < settled.length && settled[firstUnsettled]) {
      firstUnsettled++;
    }
  }

  /** Whether an event waits for its answer, or for what follows from it. */
  public boolean isOpen(int event) {
    return !settled[event];
  }

  /** Whether every answer is obeyed. */
  public boolean isSettled() {
    return unsettled == 0;
  }

  /** Answers for the destination, which has kept silent too long, wherever it has not. */
  public void answerRest(DeliveryOutcome outcome) {
    for (int i = firstUnsettled; i < settled.length; i++) {
      boolean unused = answer(i, outcome);
    }
  }

  /** A later batch was answered while this one waits: what it waits for is a part's own matter. */
  public void overtake() {
    overtaken = true;
  }

  /** Whether a later batch was answered before all of this one was. */
  public boolean isOvertaken() {
    return overtaken;
  }

  /** Counts an answer that says something of the destination's health. */
  public void judge(boolean destinationFailed) {
    judged++;
    failed += destinationFailed ? 1 : 0;
  }

  /** Answers that failed by the destination's fault. */
  public int failed() {
    return failed;
  }

  /** Answers that say something of the destination's health. */
  public int judged() {
    return judged;
  }

  /** What came of it. When every answer is obeyed. */
  public DeliveryAttempt attempt(long now) {
    long bytes = 0;
    int delivered = 0;
    int rejected = 0;
    Throwable failure = null;
    for (int i = 0; i < settled.length; i++) {
      bytes += events.get(i).sizeBytes();
      DeliveryOutcome outcome = outcomes.get(i);
      if (outcome instanceof Delivered) {
        delivered++;
      } else if (outcome instanceof Rejected refused) {
        rejected++;
        failure = refused.cause();
      } else if (outcome instanceof RetryLater later) {
        failure = later.cause();
      }
    }
    int events = settled.length;
    return new DeliveryAttempt(
        events,
        bytes,
        now - dispatchedNanos,
        delivered,
        rejected,
        events - delivered - rejected,
        failure);
  }

  void heldBy(Hold hold) {
    this.hold = hold;
  }

  /**
   * The engine no longer waits for this batch, answered or not: whatever still works on it should
   * stop, and keeps nothing of it.
   */
  public void letGo() {
    hold.letGo();
  }

  /** What the side of the destination has of a batch. */
  interface Hold {
    /** Delivery thread; never blocks, never throws. */
    void letGo();
  }
}
