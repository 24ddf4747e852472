package io.github.maestroevents.packaging;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** The oldest version of each dependency that we publish: the table of docs/dependencies.md. */
final class Minimums {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.*-]+)` \\| ([\\w.-]+) \\| (.+) \\|$");

  private Minimums() {}

  static List<Minimum> read() throws IOException {
    return ROW.matcher(SourceTree.read("docs/dependencies.md"))
        .results()
        .map(row -> new Minimum(row.group(1), row.group(2), row.group(3)))
        .toList();
  }

  /** What is older than the table allows, with the reason that the table gives. */
  static List<String> tooOld(List<Coordinates> dependencies) throws IOException {
    List<Minimum> minimums = read();
    return dependencies.stream()
        .flatMap(
            dependency ->
                minimums.stream()
                    .filter(minimum -> minimum.covers(dependency) && minimum.isAbove(dependency))
                    .map(minimum -> dependency + " is older than " + minimum))
        .toList();
  }

  /** A row; the artifact of its coordinates may end with an asterisk. */
  record Minimum(String coordinates, String version, String reason) {

    boolean covers(Coordinates dependency) {
      return coordinates.endsWith("*")
          ? dependency.name().startsWith(coordinates.substring(0, coordinates.length() - 1))
          : dependency.name().equals(coordinates);
    }

    boolean isAbove(Coordinates dependency) {
      return new ComparableVersion(version).compareTo(new ComparableVersion(dependency.version()))
          > 0;
    }
  }

  /** A library: group and artifact as {@code name}, and its version. */
  record Coordinates(String name, String version) {

    @Override
    public String toString() {
      return name + ":" + version;
    }
  }
}
