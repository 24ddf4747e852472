package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.Departures;
import io.github.maestroevents.delivery.internal.account.FlushBarriers;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the queue to the lanes, or to the journal when memory is not enough: each accepted event is
 * made ready to travel, or given up at once if it never could. Confined to the delivery thread.
 *
 * <p>Under JOURNALED the journal thread takes from the queue, and this does nothing before the end.
 */
public final class TakeUp {

  private final Intake intake;
  private final Preparation preparation;
  private final Sequences sequences;
  private final Lanes lanes;
  private final Ledger ledger;
  private final FlushBarriers flushes;
  private final Departures departures;
  private final InFlightPolicy bounds;

  /** Null without a journal. */
  private final @Nullable Backlog backlog;

  TakeUp(
      Intake intake,
      Preparation preparation,
      Sequences sequences,
      Lanes lanes,
      Ledger ledger,
      FlushBarriers flushes,
      Departures departures,
      InFlightPolicy bounds,
      @Nullable Backlog backlog) {
    this.intake = intake;
    this.preparation = preparation;
    this.sequences = sequences;
    this.lanes = lanes;
    this.ledger = ledger;
    this.flushes = flushes;
    this.departures = departures;
    this.bounds = bounds;
    this.backlog = backlog;
    ledger.nextSequence = sequences.peek();
  }

  boolean hasRoom() {
    return ledger.hasRoom(bounds);
  }

  /** Takes up to {@code most} events, as far as there is room; returns how many. */
  int run(int most, long now) {
    return backlog == null ? toLanes(most, now) : toLanesOrJournal(backlog, most, now);
  }

  private int toLanes(int most, long now) {
    int taken = 0;
    while (taken < most && hasRoom()) {
      Object accepted = intake.take();
      if (accepted == null) {
        break;
      }
      taken++;
      PendingEvent event = prepared(accepted, now);
      if (event != null) {
        lanes.add(event);
      }
    }
    return taken;
  }

  private int toLanesOrJournal(Backlog backlog, int most, long now) {
    if (backlog.takesNothing()) {
      return 0;
    }
    int taken = 0;
    while (taken < most) {
      boolean spills = backlog.takesNewEvents();
      boolean hasRoom = spills ? backlog.hasRoomToSpill() : hasRoom();
      Object accepted = hasRoom ? intake.take() : null;
      if (accepted == null) {
        break;
      }
      taken++;
      PendingEvent event = prepared(accepted, now);
      if (event != null && spills) {
        backlog.spill(event);
      } else if (event != null) {
        lanes.add(event);
      }
    }
    return taken;
  }

  private @Nullable PendingEvent prepared(Object accepted, long now) {
    PendingEvent event = preparation.prepare(number(), accepted);
    event.takenUpNanos = now;
    ledger.heldBytes += event.sizeBytes();
    if (event.isTakenBack()) {
      departures.takenBack(event);
      return null;
    }
    if (event.unfit != null) {
      departures.unfit(event, event.unfit, now);
      return null;
    }
    return event;
  }

  private long number() {
    long sequence = sequences.next();
    if (sequence != ledger.nextSequence) {
      flushes.skipped(ledger.nextSequence, sequence - ledger.nextSequence);
    }
    ledger.nextSequence = sequence + 1;
    ledger.taken++;
    return sequence;
  }

  /** Gives up what is still in the queue, when the engine ends; returns how many events. */
  int giveUpRest(Throwable cause, long now) {
    int events = 0;
    Object accepted = intake.takeStrictly();
    while (accepted != null) {
      departures.giveUp(unprepared(number(), accepted), Reason.CLOSED, cause, now);
      events++;
      accepted = intake.takeStrictly();
    }
    return events;
  }

  /** Adds what is still in the queue and can travel, for the journal. */
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

  private static PendingEvent unprepared(long sequence, Object accepted) {
    return new PendingEvent(sequence, accepted, "", null);
  }
}
