package io.github.maestroevents.security.text;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs several command lines in one JVM with a small heap, one after the other, and prints what
 * each did: its exit code, or what it died of, and the beginning of what it wrote. Reached by
 * reflection, since the class path is that of the program's jar where there is one.
 */
final class CommandLineProgram {

  /** Between two command lines. */
  static final String NEXT = "++";

  private static final int SHOWN_BYTES = 256 * 1024;

  private CommandLineProgram() {}

  /** What a command line did. */
  record Run(String exit, String out, String err) {}

  /** In a JVM of its own. */
  static List<Run> run(String heap, List<List<String>> commandLines) throws Exception {
    List<String> words = new ArrayList<>();
    for (List<String> commandLine : commandLines) {
      words.addAll(commandLine);
      words.add(NEXT);
    }
    ChildJvm.End end =
        ChildJvm.run(
            heap, classPath(), CommandLineProgram.class.getName(), words.toArray(String[]::new));
    List<Run> runs = new ArrayList<>();
    for (String line : end.out().lines().toList()) {
      String[] told = line.split(" ", -1);
      if (told[0].equals("RUN")) {
        runs.add(new Run(told[1], decoded(told[2]), decoded(told[3])));
      }
    }
    if (runs.size() != commandLines.size()) {
      throw new AssertionError(end.toString());
    }
    return runs;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /** The program's jar and the tests; in a plain run of javac the tests' class path has both. */
  private static String classPath() throws IOException {
    return isThere()
        ? ChildJvm.classPath()
        : jar() + File.pathSeparator + Path.of("target", "test-classes");
  }

  private static Path jar() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("../../maestro-events-cli/target"))) {
      return jars.filter(
              file ->
                  String.valueOf(file.getFileName())
                      .matches("maestro-events-cli-[0-9][0-9.]*(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * That of the tests if they have the program; else one behind it for what is in its jar alone.
   */
  private static ClassLoader loader() throws IOException {
    ClassLoader tests = CommandLineProgram.class.getClassLoader();
    return isThere()
        ? tests
        : new URLClassLoader(new URL[] {jar().toAbsolutePath().toUri().toURL()}, tests);
  }

  private static boolean isThere() {
    try {
      Class<?> unused = Class.forName("io.github.maestroevents.cli.MaestroEvents");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  public static void main(String[] args) throws Exception {
    ChildJvm.endsWithItsParent();
    List<String> words = new ArrayList<>();
    for (String word : args) {
      if (word.equals(NEXT)) {
        Run run = runHere(words);
        System.out.println(
            "RUN " + run.exit() + " " + encoded(run.out()) + " " + encoded(run.err()));
        words.clear();
      } else {
        words.add(word);
      }
    }
    System.exit(0);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In this JVM. */
  static Run runHere(List<String> words) throws ReflectiveOperationException, IOException {
    ClassLoader loader = loader();
    Beginning out = new Beginning();
    Beginning err = new Beginning();
    Class<?> console = Class.forName("io.github.maestroevents.cli.console.Console", true, loader);
    Class<?> waiting =
        Class.forName("io.github.maestroevents.cli.console.Console$Waiting", true, loader);
    Constructor<?> maker = console.getConstructors()[0];
    Object noWaiting =
        Proxy.newProxyInstance(
            waiting.getClassLoader(), new Class<?>[] {waiting}, (self, method, args) -> null);
    Object made = maker.newInstance(out, err, DeliveryClock.system(), noWaiting);
    Class<?> program = Class.forName("io.github.maestroevents.cli.MaestroEvents", true, loader);
    Method run = program.getDeclaredMethod("run", List.class, console);
    run.setAccessible(true);
    String exit;
    try {
      exit = String.valueOf(run.invoke(null, List.copyOf(words), made));
    } catch (InvocationTargetException e) {
      exit = e.getCause().getClass().getSimpleName();
    }
    return new Run(exit, out.text(), err.text());
  }

  /** Keeps the beginning of what is written. */
  private static final class Beginning extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      kept.write(bytes, from, Math.min(length, SHOWN_BYTES - kept.size()));
    }

    String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
