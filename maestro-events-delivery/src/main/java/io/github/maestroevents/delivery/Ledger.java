package io.github.maestroevents.delivery;

/**
 * What the delivery thread has counted. Plain fields, written by the delivery thread alone; {@link
 * #publish} makes a consistent copy visible to everybody else.
 */
final class Ledger {

  private static final Entry START = new Entry(0, 0, 0, 0, 0, 0, 0);

  long taken;
  long delivered;
  long deadLettered;
  long retried;
  long batches;
  long inFlight;

  /** Publishes a turn's result from the delivery thread to readers of statistics. */
  private volatile Entry published = START;

  /** Events given up or delivered: they have left the engine. */
  long settled() {
    return delivered + deadLettered;
  }

  /** Events taken up that have not left the engine. */
  long held() {
    return taken - settled();
  }

  void publish(long waiting) {
    Entry last = published;
    if (last.taken != taken
        || last.delivered != delivered
        || last.deadLettered != deadLettered
        || last.retried != retried
        || last.batches != batches
        || last.waiting != waiting
        || last.inFlight != inFlight) {
      published = new Entry(taken, delivered, deadLettered, retried, batches, waiting, inFlight);
    }
  }

  /**
   * The state of the last turn together with what the intake has counted since. The published entry
   * is read first, so that no event is seen taken that was not seen accepted.
   */
  DeliveryStats stats(Intake intake) {
    Entry entry = published;
    long accepted = intake.accepted();
    return new DeliveryStats(
        accepted,
        intake.rejected(),
        intake.dropped(),
        entry.delivered,
        entry.deadLettered,
        accepted - entry.taken,
        entry.waiting,
        entry.inFlight,
        entry.retried,
        entry.batches);
  }

  private record Entry(
      long taken,
      long delivered,
      long deadLettered,
      long retried,
      long batches,
      long waiting,
      long inFlight) {}
}
