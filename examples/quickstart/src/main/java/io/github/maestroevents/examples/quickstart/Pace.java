package io.github.maestroevents.examples.quickstart;

import java.util.concurrent.TimeUnit;

/**
 * When each event is due, and when it is enough: all callers end with the same round, so no run is
 * cut off in the middle. Thread-safe.
 */
final class Pace {

  private final long startNanos;
  private final long eventsPerSecond;
  private final int eventsPerRound;

  // Guarded by this: the last round anybody has begun, and whether there shall be no later one.
  private int lastRound;
  private boolean finishing;

  Pace(long startNanos, long eventsPerSecond, int eventsPerRound) {
    this.startNanos = startNanos;
    this.eventsPerSecond = eventsPerSecond;
    this.eventsPerRound = eventsPerRound;
  }

  /** Whether a caller may begin this round. */
  synchronized boolean begins(int round) {
    if (finishing && round > lastRound) {
      return false;
    }
    lastRound = Math.max(lastRound, round);
    return true;
  }

  /** Lets the round that has begun come to its end, and no other begin. */
  synchronized void finish() {
    finishing = true;
  }

  /** The round that was begun last, from 1. */
  synchronized int round() {
    return lastRound;
  }

  /** When the event at a position, from 0, of a round, from 1, is due. */
  long dueNanos(int round, int position) {
    long before = (round - 1L) * eventsPerRound + position;
    return startNanos + before * TimeUnit.SECONDS.toNanos(1) / eventsPerSecond;
  }
}
