package io.github.maestroevents.delivery.deadletter;

import static io.github.maestroevents.delivery.deadletter.Letters.keysBelow;
import static io.github.maestroevents.delivery.deadletter.Letters.keysIn;
import static io.github.maestroevents.delivery.deadletter.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What others, and bad luck, do to a file of dead letters. */
class JsonLinesDeadLetterFileTest {

  @TempDir Path directory;
  private final LogLines logged = LogLines.ofDeadLetters();
  private Path file;
  private JsonLinesDeadLetterFile handler;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(directory.resolve("d"));
    file = directory.resolve("d/dead.jsonl");
    handler = JsonLinesDeadLetterFile.at(file);
  }

  @AfterEach
  void close() {
    handler.close();
    logged.close();
  }

  @Test
  void file_isMadeAnew_whenItWasMovedAway() throws IOException {
    handler.handle(letter(1));
    Files.move(file, directory.resolve("d/dead.jsonl-yesterday"));
    handler.handle(letter(2));
    assertThat(keysIn(file)).containsExactly("key-2");
    assertThat(keysIn(directory.resolve("d/dead.jsonl-yesterday"))).containsExactly("key-1");
    assertThat(modeOf(file)).isEqualTo("rw-------");
  }

  @Test
  void sync_takesAllFilesOfARotation_andAFileThatSomebodyHasMovedAway() throws IOException {
    try (JsonLinesDeadLetterFile small =
        JsonLinesDeadLetterFile.at(directory.resolve("d/small.jsonl"), 1024, 3)) {
      for (int number = 0; number < 20; number++) {
        small.handle(letter(number));
      }
      small.sync();
      small.sync(); // nothing is left to do
      small.handle(letter(21));
      Files.delete(directory.resolve("d/small.jsonl"));
      small.sync();
    }
  }

  @Test
  void file_isMadeAnew_whenItWasRemoved() throws IOException {
    handler.handle(letter(1));
    Files.delete(file);
    handler.handle(letter(2));
    assertThat(keysIn(file)).containsExactly("key-2");
  }

  @Test
  void file_thatWasReplaced_isContinued() throws IOException {
    handler.handle(letter(1));
    Path other = directory.resolve("other");
    Files.writeString(other, "{}\n");
    Files.delete(file);
    Files.move(other, file);
    handler.handle(letter(2));
    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("{}");
  }

  @Test
  void file_thatWasTruncated_isContinuedFromItsNewEnd() throws IOException {
    handler.handle(letter(1));
    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    handler.handle(letter(2));
    assertThat(keysIn(file)).containsExactly("key-2");
    assertThat(Files.readAllBytes(file)[0]).isEqualTo((byte) '{');
  }

  @Test
  void halfALine_ofAPredecessor_spoilsNoLetter() throws IOException {
    handler.close();
    Files.writeString(file, "{\"id\":\"half a li");
    handler = JsonLinesDeadLetterFile.at(file);
    handler.handle(letter(1));
    handler.handle(letter(2));
    assertThat(Files.readAllLines(file)).hasSize(3).first().isEqualTo("{\"id\":\"half a li");
    assertThat(keysIn(file)).containsExactly("key-1", "key-2");
  }

  @Test
  void halfALine_thatWasCutWhileTheFileIsOpen_spoilsNoLetter() throws IOException {
    handler.handle(letter(1));
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) - 5);
    }
    handler.handle(letter(2));
    assertThat(keysIn(file)).containsExactly("key-2");
  }

  @Test
  void interrupts_whileLettersAreWritten_loseNone() throws InterruptedException {
    Thread writer = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    Thread interrupter =
        new Thread(
            () -> {
              while (!over.get()) {
                writer.interrupt();
              }
            });
    interrupter.start();
    IntStream.range(0, 2000).forEach(i -> handler.handle(letter(i)));
    over.set(true);
    boolean flagIsKept = Thread.interrupted();
    while (interrupter.isAlive()) {
      try {
        interrupter.join();
      } catch (InterruptedException onItsLastRound) {
        continue;
      }
    }
    boolean unused = Thread.interrupted();
    assertThat(flagIsKept).isTrue();
    assertThat(keysIn(file)).hasSize(2000).doesNotHaveDuplicates();
    assertThat(logged.texts()).isEmpty();
  }

  @Test
  void letter_isWritten_afterClose() throws IOException {
    handler.handle(letter(1));
    handler.close();
    handler.handle(letter(2));
    Files.delete(file); // on Windows this fails if it is still open
    handler.handle(letter(3));
    assertThat(keysIn(file)).containsExactly("key-3");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // which tells what a process has open
  void file_isNotKeptOpen_byALetterAfterClose() throws IOException {
    handler.handle(letter(1));
    assertThat(isOpen(file)).isTrue();
    handler.close();
    handler.handle(letter(2));
    assertThat(keysIn(file)).containsExactly("key-1", "key-2");
    assertThat(isOpen(file)).isFalse();
  }

  private static boolean isOpen(Path file) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.anyMatch(each -> leadsTo(each, file));
    }
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException gone) { // closed meanwhile
      return false;
    }
  }

  @Test
  void letters_areLogged_whileTheDirectoryIsGone_andWrittenAgain_whenItIsBack() throws IOException {
    handler.handle(letter(1));
    Files.move(directory.resolve("d"), directory.resolve("gone"));
    handler.handle(letter(2));
    handler.handle(letter(3));
    Files.move(directory.resolve("gone"), directory.resolve("d"));
    handler.handle(letter(4));
    assertThat(keysIn(file)).containsExactly("key-1", "key-4");
    assertThat(keysIn(logged)).containsExactly("key-2", "key-3");
  }

  @Test
  void rotationThatFails_losesNoLetter_andIsTriedAgain() throws IOException {
    handler.close();
    handler = JsonLinesDeadLetterFile.at(file, 1024, 9);
    Path obstacle = directory.resolve("d/dead.jsonl.1");
    Files.createDirectories(obstacle.resolve("inside"));
    IntStream.range(0, 5).forEach(i -> handler.handle(letter(i)));
    assertThat(keysIn(file)).hasSize(5);

    Files.delete(obstacle.resolve("inside"));
    Files.delete(obstacle);
    IntStream.range(5, 8).forEach(i -> handler.handle(letter(i)));
    assertThat(obstacle).isRegularFile();
    assertThat(keysBelow(directory)).hasSize(8).doesNotHaveDuplicates();
    assertThat(logged.texts()).isEmpty();
  }

  @Test
  void rotation_deletesNothing_whileThereIsAGap() throws IOException {
    handler.close();
    handler = JsonLinesDeadLetterFile.at(file, 1024, 4);
    for (String number : new String[] {"2", "3"}) {
      Files.writeString(directory.resolve("d/dead.jsonl." + number), number);
    }
    IntStream.range(0, 2).forEach(i -> handler.handle(letter(i)));
    assertThat(directory.resolve("d/dead.jsonl.1")).isRegularFile();
    assertThat(directory.resolve("d/dead.jsonl.2")).hasContent("2");
    assertThat(directory.resolve("d/dead.jsonl.3")).hasContent("3");
  }

  @Test
  void mode_ofAFileThatExists_stays_andIsLoggedOnce_ifOthersMayRead() throws IOException {
    Path old = directory.resolve("old.jsonl");
    Files.createFile(old);
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r-----"));
    try (LogLines warnings = LogLines.of(JsonLinesDeadLetterFile.class);
        DeadLetterHandler opened = DeadLetterHandler.toFile(old)) {
      opened.handle(letter(1));
      Files.move(old, directory.resolve("moved"));
      Files.move(directory.resolve("moved"), old); // opened again or not, nothing new to say
      opened.handle(letter(2));
      assertThat(warnings.texts()).singleElement().asString().contains(old.toString(), "read");
    }
    assertThat(modeOf(old)).isEqualTo("rw-r-----");
    assertThat(keysIn(old)).containsExactly("key-1", "key-2");
  }

  @Test
  void directory_isRefusedByName_andKeepsItsMode() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> DeadLetterHandler.toFile(other))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(other.toString(), "is a directory");
    assertThat(modeOf(other)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void device_isRefusedByName() {
    assertThatThrownBy(() -> DeadLetterHandler.toFile(Path.of("/dev/null")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("/dev/null", "is not a regular file");
  }

  @Test
  void link_thatLeadsNowhere_isRefused_andNothingIsMadeBehindIt() throws IOException {
    Path behind = directory.resolve("behind");
    Path link = Files.createSymbolicLink(directory.resolve("link"), behind);
    assertThatThrownBy(() -> DeadLetterHandler.toFile(link))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(link.toString());
    assertThat(behind).doesNotExist();
  }

  @Test
  void cause_whoseMessageCannotBeRead_losesNoLetter() throws IOException {
    class Unreadable extends FileNotFoundException {
      @Override
      public String getMessage() {
        throw new AssertionError("no message");
      }
    }
    DeadLetter sound = letter(1);
    handler.handle(
        new DeadLetter(
            sound.destination(),
            sound.event(),
            null,
            sound.orderingKey(),
            sound.attributes(),
            sound.reason(),
            new Unreadable(),
            0,
            null,
            sound.time()));
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(file).get(0));
    assertThat(line.get("cause").asText()).contains("Unreadable");
  }

  @Test
  void line_holdsOrderingKeyAndAttributes_besideWhatItHeldBefore() throws IOException {
    handler.handle(letter(7));
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(file).get(0));
    assertThat(line.get("ordering_key").asText()).isEqualTo("key-7");
    assertThat(line.get("attributes").get("traceparent").asText()).isEqualTo("00-7");
    assertThat(line.fieldNames())
        .toIterable()
        .contains(
            "id", "type", "workflow_id", "destination", "reason", "cause", "attempts", "event");
  }

  private static String modeOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
