package io.github.maestroevents.config.internal.plan;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A path behind {@code file:}, taken as it stands: nothing in it is decoded. */
public final class Place {

  private static final String FILE = "file:";

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

  /** The place of one destination below that of all. */
  static String below(String place, String name) {
    return place + (place.endsWith("/") ? "" : "/") + name;
  }

  /** By which two places are known to be one, by whatever links they are reached. */
  static Path identity(Path path) {
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
