package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.flight.InFlightWindow;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The end of an engine: it goes on until it is empty or the time is over, then what is left goes to
 * the journal, or to the dead-letter handler if there is none. Confined to the delivery thread, but
 * for {@link #begin}.
 */
final class Drain {

  /** The stages of a life, each entered once and in this order. */
  private enum Life {
    /** Events are accepted and delivered. */
    OPEN,
    /** Nothing is accepted; what is there is delivered as long as there is time. */
    DRAINING,
    /** Nothing is delivered any more; a last batch on its way to the journal is waited for. */
    PARTING,
    /** What is left has been sorted out; the journal takes it, and closes. */
    LEAVING,
    /** Every event is accounted for. */
    ENDED
  }

  private final Intake intake;
  private final InFlightWindow window;
  private final Lanes lanes;
  private final TakeUp takeUp;
  private final Account account;
  private final Backlog backlog;

  /** Whether the destination does not take events at present. */
  private final BooleanSupplier isAway;

  /** When it is over at the latest, from the closing threads to the delivery thread. */
  private volatile long deadlineNanos;

  /** Publishes the deadline, which is set before. */
  private volatile boolean begun;

  private Life life = Life.OPEN;
  private long partDeadlineNanos;
  private long deliveredThen;
  private long progressNanos;

  Drain(
      Intake intake,
      InFlightWindow window,
      Lanes lanes,
      TakeUp takeUp,
      Account account,
      Backlog backlog,
      BooleanSupplier isAway) {
    this.intake = intake;
    this.window = window;
    this.lanes = lanes;
    this.takeUp = takeUp;
    this.account = account;
    this.backlog = backlog;
    this.isAway = isAway;
  }

  /**
   * From now on the engine ends when it is empty or the time is over; whoever wants the sooner end
   * gets it. Any thread.
   */
  synchronized void begin(long deadlineNanos) {
    if (!begun || deadlineNanos - this.deadlineNanos < 0) {
      this.deadlineNanos = deadlineNanos;
    }
    begun = true;
  }

  /** Ends the drain in this turn, if it has begun. */
  void hurry(long now) {
    if (begun) {
      begin(now);
    }
  }

  /** Once in a turn, so that all of the turn sees the same. */
  void beginTurn(long now) {
    if (life == Life.OPEN && begun) {
      life = Life.DRAINING;
      progressNanos = now;
      deliveredThen = account.ledger().delivered();
    }
  }

  boolean isActive() {
    return life != Life.OPEN;
  }

  /** Whether the last event has been dispatched: in the turn that gives the rest up, none is. */
  boolean isOver(long now) {
    return life.compareTo(Life.DRAINING) > 0 || (life == Life.DRAINING && isTimeOver(now));
  }

  private boolean isTimeOver(long now) {
    return now - deadlineNanos >= 0 || (backlog.outlivesTheProcess() && isHopeless(now));
  }

  /**
   * Whether waiting longer would only keep the process from ending: the journal keeps the events.
   */
  private boolean isHopeless(long now) {
    if (account.ledger().delivered() != deliveredThen) {
      deliveredThen = account.ledger().delivered();
      progressNanos = now;
    }
    return isAway.getAsBoolean() || now - progressNanos >= TimeLimits.HOPELESS_NANOS;
  }

  /** Whether the last turn has been. */
  boolean isFinished() {
    return life == Life.ENDED;
  }

  void endTurn(long now) {
    if (life == Life.DRAINING && (isEmpty() || isTimeOver(now))) {
      life = Life.PARTING;
      partDeadlineNanos = now + TimeLimits.LEAVE_NANOS;
      backlog.stopWriting();
    }
    if (life == Life.PARTING && (!backlog.isWriting() || now - partDeadlineNanos >= 0)) {
      life = Life.LEAVING; // not before: a batch on its way to the journal is in nobody's hands
      backlog.leave(leftOver(now), now);
    }
    if (life == Life.LEAVING && !backlog.hasEnded() && now - partDeadlineNanos >= 0) {
      backlog.abandon(now);
    }
    if (life == Life.LEAVING && backlog.hasEnded()) {
      life = Life.ENDED;
    }
  }

  private boolean isEmpty() {
    return account.ledger().held() == 0 && intake.accepted() == account.ledger().taken();
  }

  /** What is in memory and not delivered. */
  private List<PendingEvent> leftOver(long now) {
    window.abandon(now);
    List<PendingEvent> events = lanes.drain();
    if (backlog.takesTheQueue()) {
      takeUp.takeRest(events, now);
    }
    return events;
  }
}
