package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The bounded number of slots, and the batches that hold one. A batch holds its slot until it is
 * answered, or until a later one is delivered while it still waits: the destination works, and what
 * keeps silent is a part of it. Confined to the delivery thread.
 *
 * <p>Should a silent part have come to hold all slots, no later batch could show that. So a scout
 * goes beyond the bound, when all have been silent for much longer than an answer usually takes.
 * The next scouts wait ever longer: in an outage there are a handful of them.
 */
final class Slots {

  /** How much rarer each further scout is. */
  private static final int RARER = 4;

  /** An answer is late after so many times the usual time. */
  private static final int LATE = 8;

  /** The weight of one answer's time among those before it. */
  private static final double WEIGHT = 1.0 / 16;

  private final int number;

  /** In the order of dispatch. */
  private final ArrayDeque<InFlightBatch> holders = new ArrayDeque<>();

  private int inTrouble;
  private double usualNanos;
  private boolean everDelivered;

  Slots(int number) {
    this.number = number;
  }

  /** Batches that hold a slot. */
  int taken() {
    return holders.size();
  }

  /** Whether a batch of healthy events may go, be it as a scout. */
  boolean hasRoom(long now) {
    return holders.size() < number || isScoutDue(now);
  }

  /** Whether a batch of events in trouble may go: these never hold all slots, if there are two. */
  boolean hasRoomForTrouble() {
    return holders.size() < number && inTrouble < Math.max(1, number / 2);
  }

  private boolean isScoutDue(long now) {
    if (!everDelivered) {
      return false; // nothing shows that the destination works at all
    }
    long silence = Math.max(TimeLimits.SCOUT_NANOS, (long) (LATE * usualNanos));
    for (int scouts = holders.size() - number; scouts > 0; scouts--) {
      silence *= RARER;
    }
    return now - holders.getLast().dispatchedNanos() >= silence;
  }

  void take(InFlightBatch batch) {
    holders.addLast(batch);
    inTrouble += batch.isInTrouble() ? 1 : 0;
  }

  /** Frees the slot of a batch, if it still holds one. */
  void free(InFlightBatch batch) {
    if (holders.remove(batch)) {
      inTrouble -= batch.isInTrouble() ? 1 : 0;
    }
  }

  /**
   * An event of a batch was delivered or refused for good: the destination works. Batches
   * dispatched before it lose their slots.
   */
  void answered(InFlightBatch batch, long now, Consumer<InFlightBatch> overtaken) {
    double nanos = now - batch.dispatchedNanos();
    usualNanos = everDelivered ? usualNanos + WEIGHT * (nanos - usualNanos) : nanos;
    everDelivered = true;
    InFlightBatch oldest = holders.peekFirst();
    while (oldest != null && oldest.number() < batch.number()) {
      free(oldest);
      oldest.overtake();
      overtaken.accept(oldest);
      oldest = holders.peekFirst();
    }
  }

  void clear() {
    holders.clear();
    inTrouble = 0;
  }
}
