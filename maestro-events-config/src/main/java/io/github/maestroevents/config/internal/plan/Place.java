package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.mistake.BadValueException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path behind {@code file:}, taken as it stands: nothing in it is decoded. */
public final class Place {

  private static final String FILE = "file:";
  private static final Pattern ROTATED = Pattern.compile("(.+)\\.\\d+");

  private Place() {}

  public static boolean isFile(String place) {
    return place.startsWith(FILE);
  }

  /** The path; {@code file:/a} and {@code file:///a} are one. Empty if there is none. */
  public static Optional<Path> path(String place) {
    String path = place.substring(FILE.length());
    if (path.startsWith("//")) {
      path = path.substring(2);
      if (!path.startsWith("/")) {
        return Optional.empty(); // the name of a host
      }
    }
    if (path.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(path));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  /**
   * From the root on, and with a name.
   *
   * @throws BadValueException if it depends on where the process was started, or is the root
   */
  static void requireWhole(String place) throws BadValueException {
    Optional<Path> path = path(place);
    if (path.isEmpty() || !path.get().isAbsolute()) {
      throw new BadValueException(
          "must have a whole path behind file:, since another depends on where the host was"
              + " started",
          "begin it with /, as in file:/var/lib/host");
    }
    if (path.get().normalize().getFileName() == null) {
      throw new BadValueException("must not be the root of the file system", "name a place in it");
    }
  }

  /** Whether two files are one, or one is what the other is called when it is full. */
  public static boolean shareFiles(Path one, Path other) {
    return one.equals(other)
        || rotatedFrom(one).equals(Optional.of(other))
        || rotatedFrom(other).equals(Optional.of(one));
  }

  /** The file that takes this name, with a number, when it is full; empty if there is none. */
  static Optional<Path> rotatedFrom(Path file) {
    Matcher rotated = ROTATED.matcher(String.valueOf(file.getFileName()));
    return rotated.matches()
        ? Optional.of(file.resolveSibling(rotated.group(1)))
        : Optional.empty();
  }

  /** The place of one destination below that of all. */
  static String below(String place, String name) {
    return place + (place.endsWith("/") ? "" : "/") + name;
  }

  /** By which two places are known to be one, by whatever links they are reached. */
  public static Path identity(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path there = whole; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(whole)).normalize();
      } catch (IOException notYet) {
        // it is made when it is opened; look at what it is made in
      }
    }
    return whole;
  }
}
