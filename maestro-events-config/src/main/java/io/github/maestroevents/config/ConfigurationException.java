package io.github.maestroevents.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A configuration cannot be opened, and nothing of it is open. The message has every mistake on a
 * line of its own. Neither the message nor a cause holds a value that may be a secret; a cause
 * tells classes and stack traces, and none of the words of others.
 */
public final class ConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationMistake> mistakes;

  /**
   * @param mistakes at least one
   */
  public ConfigurationException(List<ConfigurationMistake> mistakes) {
    this(mistakes, null);
  }

  ConfigurationException(List<ConfigurationMistake> mistakes, @Nullable Throwable cause) {
    super(message(mistakes), cause);
    this.mistakes = List.copyOf(mistakes);
  }

  /** All that is wrong, in the order of discovery. Unmodifiable, never empty. */
  public List<ConfigurationMistake> mistakes() {
    return mistakes == null ? List.of() : mistakes; // null once it was serialized
  }

  private static String message(List<ConfigurationMistake> mistakes) {
    return mistakes.stream()
        .map(mistake -> "\n  " + mistake)
        .collect(
            Collectors.joining(
                "",
                mistakes.size() == 1
                    ? "The configuration has a mistake:"
                    : "The configuration has " + mistakes.size() + " mistakes:",
                ""));
  }
}
