package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a publisher could not be made. What a factory or a client library says may quote the settings
 * that it was given, passwords among them; what this library's adapters say does not.
 */
final class FactoryFailure {

  private static final Pattern CLASS_NAME =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(?:\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

  private static final int LONGEST_NAME = 200;

  private static final String OURS = "io.github.maestroevents.";
  private static final List<String> ADAPTERS = List.of(OURS + "kafka.", OURS + "sqs.");

  private FactoryFailure() {}

  /**
   * Makes sure that the text is the name of a class, so that messages may hold it.
   *
   * @throws UsageException if not
   */
  static void requireClassName(String text) {
    if (!CLASS_NAME.matcher(text).matches()) {
      throw new UsageException(
          "--publisher must be the name of a class, but is " + WithheldText.shape(text));
    }
  }

  /**
   * Which class was looked for and not found; empty if it was another failure, or if what was
   * looked for stands in the settings or is no name of a class in a package.
   */
  static String missing(Throwable failure, String factory, Collection<String> settings) {
    if (!(failure instanceof ClassNotFoundException || failure instanceof NoClassDefFoundError)) {
      return "";
    }
    String sought = String.valueOf(failure.getMessage()).replace('/', '.');
    boolean isName =
        sought.length() <= LONGEST_NAME
            && sought.indexOf('.') > 0
            && CLASS_NAME.matcher(sought).matches();
    boolean mayBeTold =
        sought.equals(factory)
            || (isName && settings.stream().noneMatch(value -> value.contains(sought)));
    return mayBeTold ? "; there is no class " + sought + " on the class path or in --lib" : "";
  }

  /** The words of this library's own adapters; of all others what it was, and where. */
  static String words(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    if (trace.length == 0) {
      return ForeignFailure.classes(failure);
    }
    String where = trace[0].getClassName();
    return ADAPTERS.stream().anyMatch(where::startsWith)
        ? LogText.of(failure)
        : ForeignFailure.classes(failure) + " at " + trace[0];
  }
}
