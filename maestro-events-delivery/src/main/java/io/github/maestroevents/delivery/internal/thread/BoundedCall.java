package io.github.maestroevents.delivery.internal.thread;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a thread for code of the host that a caller waits for, but not for ever: the caller must
 * not hang when the code does.
 */
public final class BoundedCall {

  private BoundedCall() {}

  /**
   * Runs it on a thread of its own. Returns when it has ended, or the time is over, or the caller
   * is interrupted, whose flag is set again. What has not ended then is interrupted and left alone.
   *
   * @throws RuntimeException what it has thrown in time
   */
  public static void run(
      Runnable call, String threadName, @Nullable ClassLoader loader, long nanos) {
    AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
    EngineThread thread =
        new EngineThread(
            () -> {
              try {
                call.run();
              } catch (RuntimeException e) { // for the caller
                thrown.set(e);
              }
            },
            threadName,
            loader);
    thread.start();
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    RuntimeException failure = thrown.get();
    if (failure != null) {
      throw failure;
    }
  }
}
