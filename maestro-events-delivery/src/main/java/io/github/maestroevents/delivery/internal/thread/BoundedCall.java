package io.github.maestroevents.delivery.internal.thread;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a thread for code of the host that a caller waits for, but not for ever: the caller must
 * not hang when the code does.
 */
public final class BoundedCall {

  /** The caller counts the time in such pieces, so that a JVM that stands still costs only one. */
  private static final long PIECE_MILLIS = 50;

  private BoundedCall() {}

  /**
   * Runs it on a thread of its own. Returns when it has ended, or the time is over, or the caller
   * is interrupted, whose flag is set again. What has not ended then is left alone. It is not
   * interrupted: it may be in a static initializer, whose class would be unusable from then on.
   *
   * @param call is handed a question that it asks before each step: whether it is left alone, and
   *     has to end without another
   * @return empty if it has ended; else why it was left alone, for people
   * @throws RuntimeException what it has thrown in time
   */
  public static Optional<String> run(
      Consumer<BooleanSupplier> call, String threadName, @Nullable ClassLoader loader, long nanos) {
    AtomicReference<@Nullable End> end = new AtomicReference<>();
    AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
    EngineThread thread =
        new EngineThread(
            () -> {
              try {
                call.accept(() -> end.get() == End.LEFT_ALONE);
              } catch (RuntimeException e) { // for the caller
                thrown.set(e);
              } finally {
                boolean unused = end.compareAndSet(null, End.ENDED);
              }
            },
            threadName,
            loader);
    thread.start();
    boolean interrupted = isInterruptedBefore(thread, nanos);
    String where = where(thread);
    if (end.compareAndSet(null, End.LEFT_ALONE)) {
      return Optional.of(
          interrupted
              ? "the thread that waited for it was interrupted"
              : "it took longer than " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms" + where);
    }
    RuntimeException failure = thrown.get();
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  /** Waits until it has ended or the time is over. */
  private static boolean isInterruptedBefore(EngineThread thread, long nanos) {
    try {
      for (long left = TimeUnit.NANOSECONDS.toMillis(nanos);
          left > 0 && thread.isAlive();
          left -= PIECE_MILLIS) {
        thread.join(PIECE_MILLIS);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String where(EngineThread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length == 0 ? "" : ", and is at " + stack[0];
  }

  /** How a call ends; of the thread and of the caller the first one says. */
  private enum End {
    ENDED,
    LEFT_ALONE
  }
}
