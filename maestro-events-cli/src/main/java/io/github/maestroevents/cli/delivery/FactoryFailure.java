package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a publisher could not be made. What a factory or a client library says may quote the settings
 * that it was given, passwords among them; what this library's adapters say does not.
 */
final class FactoryFailure {

  private static final Pattern CLASS_NAME =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(?:\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

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
