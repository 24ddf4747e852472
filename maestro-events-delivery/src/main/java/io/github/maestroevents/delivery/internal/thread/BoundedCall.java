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
   * is interrupted, whose flag is set again. What has not ended then is interrupted and left alone.
   *
   * @param call is handed a question that it asks before each step: whether it is left alone, and
   *     has to end without another
   * @return empty if it has ended; else why it was left alone, for people
   * @throws RuntimeException what it has thrown in time
   */
  public static Optional<String> run(
      Consumer<BooleanSupplier> call, String threadName, @Nullable ClassLoader loader, long nanos) {
    AtomicReference<End> end = new AtomicReference<>(End.NONE);
    EngineThread thread =
        new EngineThread(
            () -> {
              RuntimeException thrown = null;
              try {
                call.accept(() -> end.get().isLeftAlone());
              } catch (RuntimeException e) { // for the caller
                thrown = e;
              } finally {
                boolean unused = end.compareAndSet(End.NONE, new End(false, thrown));
              }
            },
            threadName,
            loader);
    thread.start();
    boolean interrupted = isInterruptedBefore(thread, nanos);
    String where = where(thread);
    if (end.compareAndSet(End.NONE, End.LEFT_ALONE)) {
      thread.interrupt();
      return Optional.of(
          interrupted
              ? "the thread that waited for it was interrupted"
              : "it took longer than " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms" + where);
    }
    RuntimeException thrown = end.get().thrown();
    if (thrown != null) {
      throw thrown;
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
  private record End(boolean isLeftAlone, @Nullable RuntimeException thrown) {

    static final End NONE = new End(false, null);
    static final End LEFT_ALONE = new End(true, null);
  }
}
