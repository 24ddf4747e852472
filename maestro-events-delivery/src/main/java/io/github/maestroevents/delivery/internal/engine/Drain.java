package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.Departures;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.flight.InFlightWindow;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an engine: it goes on until it is empty or the time is over, then what is left goes to
 * the journal, or to the dead-letter handler if there is none. Confined to the delivery thread, but
 * for {@link #begin}.
 */
public final class Drain {

  private final Intake intake;
  private final InFlightWindow window;
  private final Lanes lanes;
  private final TakeUp takeUp;
  private final Ledger ledger;
  private final Departures departures;
  private final DeliveryLog log;

  /** Null without a journal, as is the next. */
  private final @Nullable JournalLink journal;

  private final @Nullable Backlog backlog;

  /** When it is over at the latest, from the closing threads to the delivery thread. */
  private volatile long deadlineNanos;

  /** Publishes the deadline, which is set before. */
  private volatile boolean begun;

  private boolean active;

  /** Whether only the journal is still waited for. */
  private boolean leavesSoon;

  private long leaveDeadlineNanos;
  private boolean finished;

  Drain(
      Intake intake,
      InFlightWindow window,
      Lanes lanes,
      TakeUp takeUp,
      Ledger ledger,
      Departures departures,
      DeliveryLog log,
      @Nullable JournalLink journal,
      @Nullable Backlog backlog) {
    this.intake = intake;
    this.window = window;
    this.lanes = lanes;
    this.takeUp = takeUp;
    this.ledger = ledger;
    this.departures = departures;
    this.log = log;
    this.journal = journal;
    this.backlog = backlog;
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
    active = begun;
  }

  boolean isActive() {
    return active;
  }

  /** Whether the last event has been dispatched: in the turn that gives the rest up, none is. */
  boolean isOver(long now) {
    boolean leaving = backlog != null && backlog.isLeaving();
    return leaving || (active && now - deadlineNanos >= 0);
  }

  /** Whether the last turn has been. */
  boolean isFinished() {
    return finished;
  }

  void endTurn(long now) {
    if (!active) {
      return;
    }
    if (backlog != null && backlog.isLeaving()) {
      awaitJournal(backlog, now);
      return;
    }
    boolean empty = ledger.held() == 0 && intake.accepted() == ledger.taken;
    if (!empty && !isOver(now)) {
      return;
    }
    if (backlog != null) {
      leave(backlog, now);
    } else {
      giveUpAll(now);
      finished = true;
    }
  }

  /** Not before it is known what the journal holds: a batch under way is in nobody's hands. */
  private void leave(Backlog backlog, long now) {
    if (!leavesSoon) {
      leavesSoon = true;
      leaveDeadlineNanos = now + TimeLimits.LEAVE_NANOS;
      backlog.stopWriting();
    }
    if (!backlog.isWriting() || now - leaveDeadlineNanos >= 0) {
      backlog.leave(leftOver(now));
    }
  }

  /** Waits for the journal to take what is left, and to close. */
  private void awaitJournal(Backlog backlog, long now) {
    if (!backlog.hasEnded() && now - leaveDeadlineNanos >= 0) {
      if (journal != null && journal.front() != null) {
        journal.front().release();
      }
      backlog.abandon(now);
    }
    finished = backlog.hasEnded();
  }

  /** What is in memory and not delivered, for the journal. */
  private List<PendingEvent> leftOver(long now) {
    List<PendingEvent> events = window.abandon(now);
    events.addAll(lanes.drain());
    if (journal != null && journal.front() == null) {
      takeUp.takeRest(events, now);
    }
    return events;
  }

  private void giveUpAll(long now) {
    Throwable cause = departures.closed();
    List<PendingEvent> left = window.abandon(now);
    left.addAll(lanes.drain());
    for (PendingEvent event : left) {
      departures.giveUp(event, Reason.CLOSED, cause, now);
    }
    int events = left.size() + takeUp.giveUpRest(cause, now);
    if (events > 0) {
      log.leftOver(events);
    }
  }
}
