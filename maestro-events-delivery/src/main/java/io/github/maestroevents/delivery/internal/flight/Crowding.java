package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;

/**
 * Who has to make room: while the destination delivers, events in trouble hold no more than their
 * share of memory, so that the others always find some. What is one too many is given up, or parked
 * where there is a journal. While the destination fails as a whole nobody has to. Confined to the
 * delivery thread.
 */
public final class Crowding {

  /** Deliveries that are no exception. */
  private static final int ENOUGH = 3;

  private final Lanes lanes;
  private final Ledger ledger;
  private final InFlightPolicy bounds;
  private final Intake queue;

  /** Of all answers: with fewer deliveries the destination fails as a whole. */
  private final Pulse all = new Pulse(0.2);

  /** Of the answers to lanes that were not in trouble. */
  private final Pulse others = new Pulse(0.1);

  /**
   * Of the answers to lanes in trouble: with more deliveries these come out of it by themselves.
   */
  private final Pulse inTrouble = new Pulse(0.05);

  /** Events delivered of other lanes since the last that was delivered of one in trouble. */
  private long othersDelivered;

  /** When the destination as a whole last failed, as far as that can be told. */
  private long failedNanos;

  /** Until when what still fails after a failure of the whole may only be late. */
  private long backNanos;

  /** When an event last made room for one that waits in the queue. */
  private long madeRoomNanos;

  /**
   * Nothing has happened yet.
   *
   * @param queue where others wait for room
   */
  public Crowding(Lanes lanes, Ledger ledger, InFlightPolicy bounds, Intake queue, long now) {
    this.lanes = lanes;
    this.ledger = ledger;
    this.bounds = bounds;
    this.queue = queue;
    this.failedNanos = now;
    this.madeRoomNanos = now;
    this.backNanos = now;
  }

  void delivered(PendingEvent event, long now) {
    all.delivered(now);
    if (lanes.isInTrouble(event.orderingKey)) {
      inTrouble.delivered(now);
      othersDelivered = 0;
    } else {
      others.delivered(now);
      othersDelivered++;
    }
  }

  /**
   * An event is to be tried again.
   *
   * @param overtaken whether later batches were answered while this event was not
   */
  void failed(PendingEvent event, RetryLater later, boolean overtaken, long now) {
    boolean again = lanes.isInTrouble(event.orderingKey);
    if (again) {
      inTrouble.failed();
    }
    if (later.fault() == Fault.DESTINATION && !overtaken) {
      all.failed();
      failedNanos = now;
      if (!all.deliveredWithin(TimeLimits.STUCK_NANOS, now)) {
        backNanos = now + TimeLimits.COMEBACK_NANOS;
      }
      if (!again) {
        others.failed();
      } else if (!all.beats(now) && !all.deliveredWithin(TimeLimits.STUCK_NANOS, now)) {
        othersDelivered = 0; // those were before it failed as a whole, as it seems
      }
    }
  }

  /** Whether the destination delivers, so that what fails is a part of it. */
  boolean destinationDelivers(long now) {
    return all.beats(now) || othersAreDelivered(now);
  }

  /**
   * Whether what is one too many has to go. After a failure of the destination as a whole its parts
   * come back one after the other: as long as that leaves room to the others, what still fails may
   * be late and need not be lost.
   */
  boolean needsRoom(long now) {
    return now - backNanos >= 0 || lanes.doesTroubleLeaveLittle();
  }

  /** Whether a new event would only wait behind others of its key that hold all they may. */
  boolean crowds(PendingEvent event, long now) {
    return lanes.isTroubleFull() && lanes.isInTrouble(event.orderingKey) && isOfAPart(now);
  }

  /**
   * Whether an event that fails for the first time finds the share of those in trouble used up.
   * Where the others have little room left there is no time to see whether trouble passes.
   */
  boolean isOneTooMany(PendingEvent event, long now) {
    return lanes.isTroubleFull()
        && !lanes.isInTrouble(event.orderingKey)
        && (isOfAPart(now) || (lanes.doesTroubleLeaveLittle() && destinationDelivers(now)));
  }

  /** Whether trouble is of a part of the destination, and does not pass by itself. */
  private boolean isOfAPart(long now) {
    return destinationDelivers(now) && !inTrouble.beats(now);
  }

  /**
   * Whether an event that fails again is in the way. All of memory failed in an outage and is in
   * trouble; others are delivered again, and what now still fails is a part that stays away.
   *
   * @param overtaken whether later batches were answered while this event was not
   */
  boolean isInTheWay(boolean overtaken, long now) {
    if (!lanes.isTroubleOverfull()) {
      return false;
    }
    return (overtaken && !inTrouble.beats(now)) || othersAreDelivered(now) || makesRoomForOne(now);
  }

  /** Whether others are delivered, while no lane comes out of trouble however often it is tried. */
  private boolean othersAreDelivered(long now) {
    return othersDelivered >= ENOUGH && others.beats(now) && !inTrouble.beats(now);
  }

  /**
   * Whether to give way to one event that waits in the queue. Nobody can be delivered, because all
   * of memory is in trouble; but it is the events that fail, and not the destination.
   */
  private boolean makesRoomForOne(long now) {
    boolean makesRoom =
        !queue.isEmpty()
            && !ledger.hasRoom(bounds)
            && lanes.troubledEvents() >= ledger.held()
            && !inTrouble.beats(now)
            && now - failedNanos >= TimeLimits.RECOVERY_NANOS
            && now - madeRoomNanos >= pauseNanos();
    if (makesRoom) {
      madeRoomNanos = now;
    }
    return makesRoom;
  }

  /** Short when the queue fills up: then others are lost if nobody makes room. */
  private long pauseNanos() {
    return queue.isHalfFull() ? TimeLimits.MAKE_ROOM_SOON_NANOS : TimeLimits.MAKE_ROOM_NANOS;
  }
}
