package io.github.maestroevents.delivery;

/**
 * Where every event is that was ever offered to a publisher: a snapshot, cheap to take from any
 * thread. Two sums always hold (the conservation law):
 *
 * <pre>
 * offered  = accepted + rejected + dropped
 * accepted = delivered + deadLettered + queued + waiting + inFlight
 * </pre>
 *
 * @param accepted events for which {@code send} took responsibility
 * @param rejected events refused with an exception: queue full under {@link OverflowPolicy#REJECT},
 *     or publisher closed
 * @param dropped events dropped because the queue was full, under {@link
 *     OverflowPolicy#DROP_NEWEST}
 * @param delivered events the destination has acknowledged
 * @param deadLettered events given up and passed to the {@link DeadLetterHandler}
 * @param queued events in memory that the delivery thread has not taken up yet
 * @param waiting events the delivery thread holds: for company, for their turn, or for a retry
 * @param inFlight events handed to the destination and not yet answered
 * @param retried attempts that failed and led to another attempt; not part of the sums
 * @param batches batches handed to the destination so far; not part of the sums
 */
public record DeliveryStats(
    long accepted,
    long rejected,
    long dropped,
    long delivered,
    long deadLettered,
    long queued,
    long waiting,
    long inFlight,
    long retried,
    long batches) {

  /** Every call of {@code send} with an event, whatever came of it. */
  public long offered() {
    return accepted + rejected + dropped;
  }

  /** Accepted events that are neither delivered nor given up yet. */
  public long undelivered() {
    return queued + waiting + inFlight;
  }

  /** Whether every accepted event is accounted for. Never false, unless this library has a bug. */
  public boolean balanced() {
    return accepted == delivered + deadLettered + undelivered();
  }
}
