package io.github.maestroevents.spi;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/**
 * The only way from this library to a host's logging. Whatever is logged has passed {@link
 * LogText}: the format, each argument, and class and message of what was thrown, whose stack trace
 * is kept. So no text of an event, a database, a file or a service breaks a line, hides in it, or
 * makes it long.
 *
 * <p>Never throws: what a host's logging throws, an {@code Error} included, costs a line and
 * nothing else. Any thread; blocks as long as the host's logging does.
 */
public final class SafeLogger {

  private static final int MAX_FORMAT_CHARS = 4_000;

  /** Longer than what {@link LogText} has cut before, whose notice of its length stays true. */
  private static final int MAX_ARGUMENT_CHARS = LogText.MAX_CHARS + 32;

  private final Logger log;

  /** Who is told of warnings and errors; null for nobody. */
  private final @Nullable Consumer<String> problems;

  private SafeLogger(Logger log, @Nullable Consumer<String> problems) {
    this.log = log;
    this.problems = problems;
  }

  /**
   * The same logger, which also passes on what it logs as a warning or an error, whether or not the
   * host logs that: one line, escaped and bounded, without a stack trace. On the thread that logs;
   * what the receiver throws is ignored.
   */
  public SafeLogger telling(Consumer<String> problems) {
    return new SafeLogger(log, problems);
  }

  /** A logger with the name of a class. */
  public static SafeLogger of(Class<?> name) {
    return new SafeLogger(LoggerFactory.getLogger(name), null);
  }

  /** A logger of that name. */
  public static SafeLogger of(String name) {
    return new SafeLogger(LoggerFactory.getLogger(name), null);
  }

  /** In front of a logger that is there. */
  public static SafeLogger of(Logger log) {
    return new SafeLogger(log, null);
  }

  /** The logger's name. */
  public String name() {
    return log.getName();
  }

  /** Whether a line of this level would be logged; false if the host's logging throws. */
  public boolean isEnabled(Level level) {
    try {
      return log.isEnabledForLevel(level);
    } catch (Throwable hostsLogging) {
      return false;
    }
  }

  /** Whether lines for a search are logged. */
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  /** A line for a search; {@code {}} in it stands for the next argument, as in SLF4J. */
  public void debug(String format, @Nullable Object... arguments) {
    log(Level.DEBUG, format, arguments);
  }

  /** A line that is good to know. */
  public void info(String format, @Nullable Object... arguments) {
    log(Level.INFO, format, arguments);
  }

  /** A line that somebody should read. */
  public void warn(String format, @Nullable Object... arguments) {
    log(Level.WARN, format, arguments);
  }

  /** A line that somebody must read. */
  public void error(String format, @Nullable Object... arguments) {
    log(Level.ERROR, format, arguments);
  }

  /** A line of any length, such as a body that is asked for: escaped, and not cut. */
  public void whole(Level level, String line) {
    try {
      if (log.isEnabledForLevel(level)) {
        log.atLevel(level).log("{}", LogText.bounded(line, Integer.MAX_VALUE));
      }
    } catch (Throwable hostsLogging) { // there is nobody left to tell
      return;
    }
  }

  private void log(Level level, String format, @Nullable Object... arguments) {
    if (problems != null && level.toInt() >= Level.WARN.toInt()) {
      tell(problems, format, arguments);
    }
    if (isCertainlyOff(level)) {
      return;
    }
    try {
      String text = LogText.bounded(format, MAX_FORMAT_CHARS);
      @Nullable Object[] shown = shown(arguments);
      switch (level) {
        case ERROR -> log.error(text, shown);
        case WARN -> log.warn(text, shown);
        case INFO -> log.info(text, shown);
        default -> log.debug(text, shown);
      }
    } catch (Throwable hostsLogging) { // there is nobody left to tell
      return;
    }
  }

  private static void tell(
      Consumer<String> problems, String format, @Nullable Object... arguments) {
    try {
      FormattingTuple line = MessageFormatter.arrayFormat(format, shown(arguments));
      String text = line.getMessage() == null ? format : line.getMessage();
      Throwable thrown = line.getThrowable();
      problems.accept(
          LogText.bounded(thrown == null ? text : text + ": " + thrown, MAX_FORMAT_CHARS));
    } catch (Throwable receiversCode) { // the line is logged all the same
      return;
    }
  }

  /** A logger that cannot say is asked with the line itself, as it is by every other caller. */
  private boolean isCertainlyOff(Level level) {
    try {
      return !log.isEnabledForLevel(level);
    } catch (Throwable hostsLogging) {
      return false;
    }
  }

  /** What stands last and was thrown, SLF4J takes for itself, with its stack trace. */
  private static @Nullable Object[] shown(@Nullable Object[] arguments) {
    @Nullable Object[] shown = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      shown[i] =
          argument instanceof Throwable thrown
              ? i == arguments.length - 1 ? ShownThrowable.of(thrown) : LogText.of(thrown)
              : text(argument);
    }
    return shown;
  }

  private static String text(@Nullable Object argument) {
    try {
      return LogText.bounded(String.valueOf(argument), MAX_ARGUMENT_CHARS);
    } catch (Throwable unprintable) { // anybody's toString
      return "(cannot be shown)";
    }
  }
}
