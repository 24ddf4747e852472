package io.github.maestroevents.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source tree that this build is of. */
final class SourceTree {

  static final Path ROOT = Path.of("..", "..");

  /** Published to be run: a project that depends on it would have every class twice. */
  private static final String PROGRAM = "maestro-events-cli";

  private SourceTree() {}

  static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  /** The version of the parent POM, and so of all artifacts. */
  static String version() throws IOException {
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(read("pom.xml"));
    if (!version.find()) {
      throw new IllegalStateException("The parent POM has no version");
    }
    return version.group(1);
  }

  /** The artifacts that are published for a project to depend on, without the BOM. */
  static List<String> artifacts() throws IOException {
    return Pattern.compile("<module>(maestro-events-[a-z-]+)</module>")
        .matcher(read("pom.xml"))
        .results()
        .map(module -> module.group(1))
        .filter(artifact -> !artifact.equals("maestro-events-bom") && !artifact.equals(PROGRAM))
        .toList();
  }
}
