package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.spi.WithheldText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the dead letters of a destination go: to a file, to another destination, or, if both are
 * empty, to the log.
 *
 * @param isBelowDefault whether the file is in the directory of those of all destinations
 */
public record DeadLetterTarget(
    Optional<Path> file, Optional<String> destination, boolean isBelowDefault) {

  static final DeadLetterTarget LOG =
      new DeadLetterTarget(Optional.empty(), Optional.empty(), false);

  private static final String DESTINATION = "destination:";
  private static final String FORMS = "must be log, file:/path or destination:<name>, but is ";

  /**
   * @param isDefault whether the file is the directory of those of all destinations
   */
  static DeadLetterTarget of(String text, boolean isDefault, String destination)
      throws BadValueException {
    if (text.equalsIgnoreCase("log")) {
      return LOG;
    }
    if (Place.isFile(text)) {
      String place = isDefault ? Place.below(text, destination + ".jsonl") : text;
      Optional<Path> path = Place.path(place);
      if (path.isEmpty() || Place.path(text).isEmpty()) {
        throw new BadValueException("must have the path of a file behind file:");
      }
      Place.requireWhole(text);
      return new DeadLetterTarget(path, Optional.empty(), isDefault);
    }
    if (text.startsWith(DESTINATION) && text.length() > DESTINATION.length()) {
      return new DeadLetterTarget(
          Optional.empty(), Optional.of(text.substring(DESTINATION.length())), false);
    }
    throw new BadValueException(
        FORMS + WithheldText.shape(text),
        NearestName.of(text, List.of("log")).map(word -> "did you mean " + word + "?").orElse(""));
  }
}
