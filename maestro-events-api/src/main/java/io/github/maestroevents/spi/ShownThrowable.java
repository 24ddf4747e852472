package io.github.maestroevents.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown, as it may be printed: class and message have passed {@link LogText}, stack
 * trace, causes and suppressed exceptions are its own, as far as they can be asked for. What is
 * left out is said in the text.
 */
final class ShownThrowable extends Throwable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_FRAMES = 200;
  private static final int MAX_CAUSES = 8;
  private static final int MAX_COUNTED_CAUSES = 1_000;
  private static final int MAX_SUPPRESSED = 8;

  private ShownThrowable(String text, @Nullable Throwable cause, StackTraceElement[] frames) {
    super(text, cause, true, true);
    setStackTrace(frames);
  }

  static Throwable of(Throwable thrown) {
    return of(thrown, MAX_CAUSES, true);
  }

  private static ShownThrowable of(Throwable thrown, int causes, boolean withSuppressed) {
    StringBuilder text = new StringBuilder(LogText.of(thrown));
    StackTraceElement[] frames = TraceOf.trace(thrown);
    leftOut(text, frames.length - MAX_FRAMES, " frames");
    @Nullable Throwable cause = TraceOf.cause(thrown);
    if (causes == 0 && cause != null) {
      int more = countFrom(cause);
      leftOut(text, more, more == MAX_COUNTED_CAUSES ? " causes or more" : " causes");
      cause = null;
    }
    Throwable[] suppressed = suppressedBy(thrown);
    int shown = withSuppressed ? Math.min(suppressed.length, MAX_SUPPRESSED) : 0;
    leftOut(text, suppressed.length - shown, " suppressed");
    ShownThrowable result =
        new ShownThrowable(
            text.toString(),
            cause == null ? null : of(cause, causes - 1, withSuppressed),
            frames.length > MAX_FRAMES ? Arrays.copyOf(frames, MAX_FRAMES) : frames);
    for (int i = 0; i < shown; i++) {
      result.addSuppressed(of(suppressed[i], 1, false));
    }
    return result;
  }

  private static void leftOut(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(" …(+").append(count).append(what).append(')');
    }
  }

  private static int countFrom(Throwable first) {
    int count = 0;
    @Nullable Throwable link = first;
    while (link != null && count < MAX_COUNTED_CAUSES) {
      count++;
      link = TraceOf.cause(link);
    }
    return count;
  }

  private static Throwable[] suppressedBy(Throwable thrown) {
    try {
      return thrown.getSuppressed();
    } catch (Throwable noMemory) { // for the copy; nothing else is anybody's here
      return new Throwable[0];
    }
  }

  /** The text of what was thrown, without the name of this class. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // the message begins with the class that is shown
  public String toString() {
    return String.valueOf(getMessage());
  }
}
