package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.backlog.Backlog.Route;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.intake.Arrivals;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the queue to the lanes, or to the journal when memory is not enough: each accepted event is
 * made ready to travel, or given up at once if it never could. Confined to the delivery thread.
 *
 * <p>Under JOURNALED the journal thread takes from the queue, and this does nothing before the end.
 */
final class TakeUp {

  private final Intake intake;
  private final Preparation preparation;
  private final Sequences sequences;
  private final Lanes lanes;
  private final Account account;
  private final Backlog backlog;
  private final Arrivals arrivals = new Arrivals();

  TakeUp(
      Intake intake,
      Preparation preparation,
      Sequences sequences,
      Lanes lanes,
      Account account,
      Backlog backlog) {
    this.intake = intake;
    this.preparation = preparation;
    this.sequences = sequences;
    this.lanes = lanes;
    this.account = account;
    this.backlog = backlog;
    account.ledger().numberOnFrom(sequences.peek());
  }

  /**
   * Notes what has come into the queue since the last turn.
   *
   * @return when the oldest event there was first seen, or {@code now} if there is none
   */
  long noteArrivals(long now) {
    long accepted = intake.accepted();
    arrivals.note(accepted, now);
    return arrivals.of(account.ledger().taken(), now);
  }

  /** Takes up to {@code most} events, as far as there is room; returns how many. */
  int run(int most, long now) {
    int taken = 0;
    backlog.beginTakeUp();
    while (taken < most) {
      Route route = backlog.route();
      Object accepted = route == Route.LEAVE ? null : intake.take();
      if (accepted == null) {
        break;
      }
      taken++;
      PendingEvent event = prepared(accepted, now);
      if (event == null) {
        continue;
      }
      if (route == Route.JOURNAL) {
        backlog.spill(event);
      } else if (!backlog.diverts(event, now)) {
        lanes.add(event);
      }
    }
    return taken;
  }

  private @Nullable PendingEvent prepared(Object accepted, long now) {
    PendingEvent event = preparation.prepare(number(), accepted);
    event.takenUpNanos = now;
    event.seenNanos = arrivals.of(account.ledger().taken(), now);
    account.ledger().takenUp(event);
    if (event.isTakenBack()) {
      account.departures().takenBack(event);
      return null;
    }
    if (event.unfit != null) {
      account.departures().unfit(event, event.unfit, now);
      return null;
    }
    return event;
  }

  private long number() {
    long sequence = sequences.next();
    long expected = account.ledger().nextSequence();
    if (sequence != expected) {
      account.flushes().skipped(expected, sequence - expected);
    }
    account.ledger().numberOnFrom(sequence + 1);
    return sequence;
  }

  /** Gives up what is still in the queue, when the engine has ended. */
  void giveUpRest(Throwable cause, long now) {
    Object accepted = intake.takeStrictly();
    while (accepted != null) {
      PendingEvent event = new PendingEvent(number(), accepted, "", null);
      event.takenUpNanos = now;
      event.seenNanos = now;
      account.ledger().takenUp(event);
      if (event.envelope != null && event.envelope.isReceiptRefused()) {
        account.departures().takenBack(event); // its sender was told to send it again
      } else {
        account.departures().giveUp(event, Reason.CLOSED, cause, now);
      }
      accepted = intake.takeStrictly();
    }
  }

  /** Adds what is still in the queue and can travel. */
  void takeRest(List<PendingEvent> rest, long now) {
    Object accepted = intake.takeStrictly();
    while (accepted != null) {
      PendingEvent event = prepared(accepted, now);
      if (event != null) {
        rest.add(event);
      }
      accepted = intake.takeStrictly();
    }
  }
}
