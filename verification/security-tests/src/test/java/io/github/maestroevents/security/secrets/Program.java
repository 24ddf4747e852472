package io.github.maestroevents.security.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line {@code maestro-events} in a JVM of its own, from its jar if that is built. */
final class Program {

  private static final String MAIN = "io.github.maestroevents.cli.MaestroEvents";
  private static final Pattern JAR =
      Pattern.compile("maestro-events-cli-[^-]*(?:-SNAPSHOT)?\\.jar");
  private static final long DEADLINE_SECONDS = 60;

  private Program() {}

  /** All that it writes, and how it ended. */
  static String run(Path directory, Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(program());
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The program has not ended: " + words.get(0));
      }
      return Files.readString(output, UTF_8) + "exit code " + process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> program() throws IOException {
    try {
      Class.forName(MAIN, false, Program.class.getClassLoader());
      return List.of("-cp", classPath(), MAIN);
    } catch (ClassNotFoundException asInTheBuild) {
      try (Stream<Path> built = Files.list(Path.of("../../maestro-events-cli/target"))) {
        Path jar =
            built
                .filter(file -> JAR.matcher(file.getFileName().toString()).matches())
                .findFirst()
                .orElseThrow();
        return List.of("-jar", jar.toAbsolutePath().normalize().toString());
      }
    }
  }

  /** That of the tests, which a launcher may have given to a class loader of its own. */
  private static String classPath() {
    if (Program.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
