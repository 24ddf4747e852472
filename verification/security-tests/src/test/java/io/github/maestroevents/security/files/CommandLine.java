package io.github.maestroevents.security.files;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program {@code maestro-events} in a JVM of its own: from its jar, as users run it, or from
 * the class path where that has it.
 */
record CommandLine(int exit, String out) {

  private static final String MAIN = "io.github.maestroevents.cli.MaestroEvents";
  private static final long DEADLINE_SECONDS = 60;

  /** Runs it to its end; what it writes to either output is kept together. */
  static CommandLine run(Path temporary, Object... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", program(), MAIN));
    Arrays.stream(words).map(String::valueOf).forEach(command::add);
    Path output = Files.createTempFile(temporary, "output", null);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Has not ended within " + DEADLINE_SECONDS + " s: " + command);
      }
      return new CommandLine(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  private static String program() throws IOException {
    try {
      Class<?> unused = Class.forName(MAIN, false, CommandLine.class.getClassLoader());
      return classPath();
    } catch (ClassNotFoundException built) {
      return jar().toString();
    }
  }

  private static Path jar() throws IOException {
    Path built = Path.of("..", "..", "maestro-events-cli", "target");
    try (Stream<Path> files = Files.list(built)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("maestro-events-cli-[^-]+(-SNAPSHOT)?\\.jar"))
          .findAny()
          .orElseThrow();
    }
  }

  /** That of the tests, which a launcher may have given to a class loader of its own. */
  static String classPath() {
    if (CommandLine.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
