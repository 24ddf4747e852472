package io.github.maestroevents.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown, as it may be printed: class and message have passed {@link LogText}, stack trace
 * and causes are its own, as far as they can be asked for.
 */
final class ShownThrowable extends Throwable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_FRAMES = 200;
  private static final int MAX_CAUSES = 8;

  private ShownThrowable(String text, @Nullable Throwable cause, StackTraceElement[] frames) {
    super(text, cause, false, true);
    setStackTrace(frames);
  }

  static Throwable of(Throwable thrown) {
    return of(thrown, MAX_CAUSES);
  }

  private static ShownThrowable of(Throwable thrown, int causes) {
    Throwable cause = causes == 0 ? null : causeOf(thrown);
    return new ShownThrowable(
        LogText.of(thrown),
        cause == null || cause == thrown ? null : of(cause, causes - 1),
        framesOf(thrown));
  }

  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable unreadable) { // anybody's method
      return null;
    }
  }

  private static StackTraceElement[] framesOf(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames.length > MAX_FRAMES ? Arrays.copyOf(frames, MAX_FRAMES) : frames;
    } catch (Throwable unreadable) { // anybody's method
      return new StackTraceElement[0];
    }
  }
}
