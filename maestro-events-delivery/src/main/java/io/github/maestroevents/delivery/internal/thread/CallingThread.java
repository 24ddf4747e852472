package io.github.maestroevents.delivery.internal.thread;

/**
 * Whether the thread that calls a publisher may wait for the publisher's own threads. A thread of
 * this library may not: somebody may be waiting for it, and two of them would wait for each other.
 */
public final class CallingThread {

  /** What the names of all threads of this library begin with. */
  public static final String PREFIX = "maestro-events-";

  /** Set on a delivery thread that has done all its work but to close what it owns. */
  private static final ThreadLocal<Boolean> ENDING = new ThreadLocal<>();

  private CallingThread() {}

  /** Whether this thread may wait. */
  public static boolean mayWait() {
    return !EngineThread.isCurrent() || ENDING.get() != null;
  }

  /**
   * Runs the last work of a delivery thread: to close what it owns, such as a publisher of dead
   * letters, whose end it has to wait for.
   */
  public static void ending(Runnable lastWork) {
    ENDING.set(Boolean.TRUE);
    try {
      lastWork.run();
    } finally {
      ENDING.remove();
    }
  }
}
