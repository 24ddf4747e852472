package io.github.maestroevents.security.text;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program in a JVM of its own with a small heap: what it breaks, it breaks there. It ends with
 * its test, also when that fails: whoever waits for it destroys it, and a program that {@link
 * #endsWithItsParent} ends when its input does.
 */
final class ChildJvm {

  private static final long DEADLINE_SECONDS = 240;

  private ChildJvm() {}

  /** What a program has left: how it ended, and what it wrote. */
  record End(int exitCode, String out, String err) {

    /** The value of a line {@code <name>=<value>} that the program wrote. */
    String fact(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElse("(none; exit code " + exitCode + ", output: " + out + err + ")");
    }
  }

  /** Runs a class with the tests' class path to its end. */
  static End run(String heap, Class<?> program, String... arguments) throws Exception {
    return run(heap, classPath(), program.getName(), arguments);
  }

  /** That of the tests, which a launcher may have given to a class loader of its own. */
  static String classPath() {
    if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  /** Runs a class of a class path to its end. */
  static End run(String heap, String classPath, String program, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", classPath, program));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    try {
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(program + " has not ended within " + DEADLINE_SECONDS + " s");
      }
      return new End(
          process.exitValue(),
          out.get(DEADLINE_SECONDS, TimeUnit.SECONDS),
          err.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> read(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (stream) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                stream.transferTo(bytes);
                text.complete(bytes.toString(StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            },
            "child-output");
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  /** To be called by the program: it ends with the process that has started it. */
  static void endsWithItsParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException gone) {
                Runtime.getRuntime().halt(3);
              }
              Runtime.getRuntime().halt(3);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
