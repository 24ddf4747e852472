package io.github.maestroevents.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Stack trace and cause of what anybody may have thrown, whose methods may be anybody's. */
final class TraceOf {

  private static final StackTraceElement[] NONE = {};

  private TraceOf() {}

  /** What it was caused by; null where that throws, or is itself. */
  static @Nullable Throwable cause(Throwable thrown) {
    try {
      Throwable cause = thrown.getCause();
      return cause == thrown ? null : cause;
    } catch (Throwable unreadable) { // whatever their method throws, there is no cause
      return null;
    }
  }

  /** A copy that can be set elsewhere; empty where it throws, is null, or has holes. */
  static StackTraceElement[] trace(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      if (frames == null) {
        return NONE;
      }
      StackTraceElement[] copy = Arrays.copyOf(frames, frames.length);
      for (StackTraceElement frame : copy) {
        if (frame == null) {
          return NONE;
        }
      }
      return copy;
    } catch (Throwable unreadable) { // whatever their method throws, there is no trace
      return NONE;
    }
  }
}
