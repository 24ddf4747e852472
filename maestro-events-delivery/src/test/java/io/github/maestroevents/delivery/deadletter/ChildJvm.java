package io.github.maestroevents.delivery.deadletter;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own for what cannot be done to that of the tests. It has no logging. */
final class ChildJvm {

  /** One class of each jar that dead letters need. */
  private static final List<Class<?>> NEEDED =
      List.of(
          DeadLetter.class,
          ChildJvm.class,
          io.github.maestroevents.event.MaestroEvent.class,
          org.slf4j.Logger.class,
          com.fasterxml.jackson.databind.ObjectMapper.class,
          com.fasterxml.jackson.core.JsonFactory.class,
          com.fasterxml.jackson.annotation.JsonProperty.class);

  private ChildJvm() {}

  /**
   * Runs a class to its end; returns what it wrote to the console, which goes with its errors.
   *
   * @param shellPrefix what the shell does first, such as {@code ulimit -f 4;}, or nothing
   */
  static String run(String shellPrefix, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        Stream.concat(
                Stream.of(
                    java, "-Xshare:auto", "-XX:-UsePerfData", "-cp", classPath(), main.getName()),
                Stream.of(arguments))
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Process process =
        new ProcessBuilder("sh", "-c", shellPrefix + " exec " + command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("The JVM ended with " + process.exitValue() + ": " + output);
    }
    return output;
  }

  private static String classPath() {
    return NEEDED.stream()
        .map(type -> placeOf(type))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
