package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.LogText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of something that the code of a provider, a client or a host threw. Words are
 * repeated only of exceptions that promise to hold no secret; of any other, the classes are told.
 */
public final class ForeignText {

  private ForeignText() {}

  /** Behind the name of who failed, such as {@code : the class … is missing}. */
  public static String of(Throwable thrown) {
    Optional<String> missing = missing(thrown);
    if (missing.isPresent()) {
      return "the class " + LogText.id(missing.get()) + " is not on the class path";
    }
    String words = promisesNoSecret(thrown) ? message(thrown) : null;
    return words == null || words.isBlank()
        ? LogText.id(ForeignFailure.classes(thrown))
        : LogText.oneLine(words);
  }

  /** The artifact to add; empty if nothing is missing. */
  public static String remedy(Throwable thrown) {
    return missing(thrown)
        .flatMap(Artifacts::ofClass)
        .map(artifact -> "add " + artifact)
        .orElse("");
  }

  /** An exception without the words of others. */
  public static ForeignFailure withoutWords(Throwable thrown) {
    return ForeignFailure.of(thrown);
  }

  private static Optional<String> missing(Throwable thrown) {
    try {
      return MissingClass.of(thrown);
    } catch (Throwable unreadable) { // anybody's getMessage; then its class tells enough
      return Optional.empty();
    }
  }

  private static boolean promisesNoSecret(Throwable thrown) {
    return thrown instanceof JournalException
        || thrown instanceof EventDeliveryException
        || (thrown.getClass() == IllegalArgumentException.class
            && !isOfTheJdk(thrown)
            && !repeatsAnother(thrown));
  }

  /** The JDK quotes what it refuses: {@code For input string: …}. */
  private static boolean isOfTheJdk(Throwable thrown) {
    String origin = origin(thrown);
    return origin.startsWith("java.")
        || origin.startsWith("javax.")
        || origin.startsWith("jdk.")
        || origin.startsWith("sun.");
  }

  /** Words of a cause that is not this library's. */
  private static boolean repeatsAnother(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (cause == null || origin(cause).startsWith("io.github.maestroevents.")) {
      return false;
    }
    String words = message(cause);
    return words != null && String.valueOf(message(thrown)).contains(words);
  }

  private static String origin(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "" : trace[0].getClassName();
  }

  /** No memory, no stack: nobody here can do anything about that. */
  public static void rethrowFatal(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    if (thrown instanceof InterruptedException) { // from code that declares nothing
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable unreadable) { // anybody's getMessage; then its class tells enough
      return null;
    }
  }
}
