package io.github.maestroevents.delivery.internal.account;

/**
 * What the lanes hold that is not in flight, and why.
 *
 * @param events all of them
 * @param behindInFlight those behind an event of their lane that is in flight
 * @param backingOff those of lanes that wait for their next attempt
 * @param nextRetryNanos when the next attempt is due, by the reading of the clock; meaningless if
 *     none is backing off
 */
public record Waiting(long events, long behindInFlight, long backingOff, long nextRetryNanos) {

  /** Of lanes that hold nothing. */
  public static final Waiting NOTHING = new Waiting(0, 0, 0, 0);
}
