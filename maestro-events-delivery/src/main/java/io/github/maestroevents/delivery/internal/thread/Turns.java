package io.github.maestroevents.delivery.internal.thread;

/** What a {@link TurnThread} does, one turn at a time. Called on that thread alone. */
public interface Turns {

  /** Whether the last turn has been. */
  boolean isFinished();

  /**
   * Takes a turn.
   *
   * @param now the clock's reading, in nanoseconds
   * @return for how many nanoseconds the thread may park; none if 0 or less, or if that was the
   *     last turn
   */
  long take(long now);

  /** A turn threw; the next will be taken after a pause. May throw in its turn, to no effect. */
  void failed(Throwable thrown, long now);

  /** The thread ends, after the last turn or, if ever, without it. */
  void end();
}
