package io.github.maestroevents.journal.internal.jdbc;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that an interrupt does not end: a thread with its flag set cannot use files, since Java
 * closes them under it. The flag is put aside meanwhile, and set again at the end.
 */
public final class Uninterrupted {

  /** More interrupts than that within one call are somebody's wish to end it. */
  private static final int MOST_INTERRUPTS = 100;

  private Uninterrupted() {}

  /** Runs the work, and again from its beginning where an interrupt has ended it. */
  public static <T> T call(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      for (int interrupts = 1; ; interrupts++) {
        try {
          return work.get();
        } catch (RuntimeException e) {
          if (!isEndedByInterrupt(e) || interrupts == MOST_INTERRUPTS) {
            throw e;
          }
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isEndedByInterrupt(RuntimeException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedByInterruptException
          || cause instanceof FileLockInterruptionException) {
        return true;
      }
    }
    return false;
  }
}
