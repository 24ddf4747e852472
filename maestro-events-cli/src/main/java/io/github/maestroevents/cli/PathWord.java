package io.github.maestroevents.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A word that names a file or a directory. A URL may hold a password, so it never becomes one. */
final class PathWord {

  /** Longer than the letter of a drive, and a slash behind it, one or two. */
  private static final Pattern URL =
      Pattern.compile("jdbc:.*|[A-Za-z][A-Za-z0-9+.-]+:[/\\\\].*", Pattern.DOTALL);

  private PathWord() {}

  /**
   * The path.
   *
   * @throws TypeConversionException if it is a URL, or none that the system takes
   */
  static Path parse(String word) {
    if (URL.matcher(word).matches()) {
      throw new TypeConversionException("a URL"); // nobody repeats the word
    }
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("no path");
    }
  }

  /** Whether this is what was refused as a URL. */
  static boolean isUrl(String word) {
    return URL.matcher(word).matches();
  }
}
