package io.github.maestroevents.delivery.internal.engine;

/** Closes a publisher when the JVM shuts down in order, unless it has been closed before. */
public final class ShutdownHook {

  private final Thread thread;

  /**
   * A hook that is not registered.
   *
   * @param thread closes the publisher; not started yet
   */
  public ShutdownHook(Thread thread) {
    this.thread = thread;
  }

  /**
   * Has the JVM run it.
   *
   * @throws IllegalStateException if the JVM is shutting down already
   */
  public void register() {
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException tooLate) {
      throw new IllegalStateException(
          "The JVM is shutting down, so closeOnShutdown cannot be kept: build no publisher now, or"
              + " build it without closeOnShutdown and close it",
          tooLate);
    }
  }

  /** The publisher is closing: the JVM need not keep it, and what it holds, until its end. */
  public void forget() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook runs or has run; close is idempotent.
    }
  }
}
