package io.github.maestroevents.config.internal.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The class that somebody's code lacks, told from what was thrown. */
public final class MissingClass {

  private static final int MOST_CAUSES = 12;
  private static final Pattern NAME = Pattern.compile("[\\w$]+(?:[./][\\w$]+)+");

  private MissingClass() {}

  /** The name with dots; empty if no class was missing. */
  public static Optional<String> of(Throwable thrown) {
    @Nullable Throwable link = thrown;
    for (int i = 0; link != null && i < MOST_CAUSES; i++) {
      if (link instanceof NoClassDefFoundError || link instanceof ClassNotFoundException) {
        Optional<String> name = name(link);
        if (name.isPresent()) {
          return name;
        }
      }
      link = link.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> name(Throwable link) {
    String message = link.getMessage();
    if (message == null || message.startsWith("Could not initialize")) {
      return Optional.empty();
    }
    Matcher matcher = NAME.matcher(message);
    return matcher.find() ? Optional.of(matcher.group().replace('/', '.')) : Optional.empty();
  }
}
