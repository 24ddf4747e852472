package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the command line is told to read a file stands a pipe that nobody writes to, a device
 * without end, a directory, or far more than fits: it ends at once, and names the file.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NamedInputsTest {

  private static final String HERE = "HERE";

  /** Each place of the command line where a file is read; {@value #HERE} is what is attacked. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("config", "check", HERE),
          List.of("config", "explain", HERE),
          List.of("config", "route", "good.properties", HERE),
          List.of(
              "config",
              "send-test-event",
              "good.properties",
              "--destination",
              "a",
              "--event",
              HERE),
          List.of(
              "dead-letters",
              "resend",
              "letters.jsonl",
              "--publisher",
              TracePublisher.class.getName(),
              "--config",
              HERE),
          List.of(
              "dead-letters",
              "resend",
              "letters.jsonl",
              "--publisher",
              TracePublisher.class.getName(),
              "--lib",
              HERE),
          List.of("dead-letters", "list", HERE));

  private enum Thing {
    PIPE,
    DEVICE,
    DIRECTORY,
    LARGE
  }

  @TempDir Path temporary;

  @BeforeEach
  void writeWhatIsGood() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "needs devices and pipes");
    Files.writeString(
        temporary.resolve("good.properties"), "maestro.events.destinations.a.type=memory\n");
    Files.writeString(temporary.resolve("letters.jsonl"), "");
  }

  static Stream<Arguments> attacks() {
    return Stream.of(Thing.values())
        .flatMap(thing -> COMMANDS.stream().map(command -> Arguments.of(thing, command)))
        .filter(attack -> !isDocumented((Thing) attack.get()[0], (List<?>) attack.get()[1]));
  }

  /**
   * Lines are read through pipes, and one by one from a file of any size; jars from directories.
   */
  private static boolean isDocumented(Thing thing, List<?> command) {
    boolean readsLines = command.contains("list");
    boolean readsJars = command.contains("--lib");
    return (readsLines && (thing == Thing.PIPE || thing == Thing.LARGE))
        || (readsJars && (thing == Thing.DIRECTORY || thing == Thing.LARGE));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void inputThatIsNoFile_orTooLarge_isRefusedByName(Thing thing, List<String> command)
      throws Exception {
    Path input = make(thing);

    CommandLine run = run(command, input);

    assertThat(run.exit()).as(run.out()).isNotZero();
    assertThat(run.out()).contains(input.toString()).doesNotContain("\tat ", "OutOfMemory");
  }

  @Test
  void pipeAmongTheJarsOfADirectory_isRefusedByName() throws Exception {
    Path libraries = Files.createDirectory(temporary.resolve("libraries"));
    Path pipe = pipe(libraries.resolve("a.jar"));

    CommandLine run = run(COMMANDS.get(5), libraries);

    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).contains(pipe.toString());
  }

  private CommandLine run(List<String> command, Path input) throws Exception {
    Object[] words =
        command.stream()
            .map(word -> word.equals(HERE) ? input.toString() : word)
            .map(word -> word.matches("(good|letters)\\..*") ? temporary.resolve(word) : word)
            .toArray();
    return CommandLine.run(temporary, words);
  }

  private Path make(Thing thing) throws Exception {
    Path input = temporary.resolve("input");
    return switch (thing) {
      case PIPE -> pipe(input);
      case DEVICE -> Path.of("/dev/zero");
      case DIRECTORY -> Files.createDirectory(input);
      case LARGE -> {
        try (RandomAccessFile sparse = new RandomAccessFile(input.toFile(), "rw")) {
          sparse.setLength(8L << 30);
        }
        yield input;
      }
    };
  }

  private static Path pipe(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path;
  }
}
