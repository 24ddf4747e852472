package io.github.maestroevents.delivery.deadletter;

import static io.github.maestroevents.delivery.deadletter.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever others do to the files: every letter is in them exactly once, or in the log. */
class RotatingFilePropertiesTest {

  private Path directory;
  private Path file;
  private JsonLinesDeadLetterFile handler;
  private LogLines logged;
  private int written;
  private int moved;

  /** Letters that a person has taken out of a file before removing it, or has damaged. */
  private final List<String> takenOut = new ArrayList<>();

  enum Deed {
    WRITE,
    WRITE_MORE,
    MOVE,
    REMOVE,
    REPLACE,
    EMPTY,
    CUT_A_LINE,
    INTERRUPT,
    BLOCK_ROTATION,
    UNBLOCK_ROTATION,
    TAKE_DIRECTORY,
    BRING_DIRECTORY,
    CLOSE,
    OPEN_ANEW
  }

  @BeforeTry
  void open() throws IOException {
    directory = Files.createTempDirectory("dead-letters");
    Files.createDirectory(directory.resolve("d"));
    file = directory.resolve("d/dead.jsonl");
    logged = LogLines.ofDeadLetters();
    written = 0;
    moved = 0;
    takenOut.clear();
    handler = JsonLinesDeadLetterFile.at(file, 2048, 1000);
  }

  @AfterTry
  void close() throws IOException {
    boolean unused = Thread.interrupted();
    handler.close();
    logged.close();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 200)
  void everyLetter_isExactlyOnce_inTheFilesOrTheLog(@ForAll @Size(max = 60) List<Deed> deeds)
      throws IOException {
    for (Deed deed : deeds) {
      perform(deed);
    }
    perform(Deed.BRING_DIRECTORY);
    perform(Deed.WRITE); // nothing keeps it from being written in the end
    assertThat(Letters.keysIn(file)).contains("key-" + (written - 1));

    List<String> found = new ArrayList<>(Letters.keysBelow(directory));
    found.addAll(Letters.keysIn(logged));
    found.addAll(takenOut);
    assertThat(found).hasSize(written).doesNotHaveDuplicates();
  }

  private void perform(Deed deed) throws IOException {
    switch (deed) {
      case WRITE -> write(1);
      case WRITE_MORE -> write(5);
      case INTERRUPT -> Thread.currentThread().interrupt();
      case CLOSE -> handler.close();
      case BLOCK_ROTATION -> {
        if (Files.exists(file) && !Files.exists(obstacle())) {
          Files.createDirectories(obstacle().resolve("inside"));
        }
      }
      case UNBLOCK_ROTATION -> {
        if (Files.isDirectory(obstacle())) {
          Files.delete(obstacle().resolve("inside"));
          Files.delete(obstacle());
        }
      }
      case TAKE_DIRECTORY -> {
        if (Files.exists(directory.resolve("d"))) {
          Files.move(directory.resolve("d"), directory.resolve("gone"));
        }
      }
      case BRING_DIRECTORY -> {
        if (Files.exists(directory.resolve("gone"))) {
          Files.move(directory.resolve("gone"), directory.resolve("d"));
        }
      }
      case OPEN_ANEW -> {
        perform(Deed.BRING_DIRECTORY);
        handler.close();
        handler = JsonLinesDeadLetterFile.at(file, 2048, 1000);
      }
      default -> {
        if (Files.exists(file)) {
          handleFile(deed);
        }
      }
    }
  }

  private void handleFile(Deed deed) throws IOException {
    switch (deed) {
      case MOVE -> Files.move(file, directory.resolve("moved-" + moved++));
      case REMOVE -> {
        takenOut.addAll(Letters.keysIn(file));
        Files.delete(file);
      }
      case REPLACE -> {
        Files.move(file, directory.resolve("moved-" + moved++));
        Files.writeString(file, "{}");
      }
      case EMPTY -> { // as logrotate's copytruncate
        Files.copy(file, directory.resolve("moved-" + moved++));
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      }
      case CUT_A_LINE -> cutALine();
      default -> throw new AssertionError(deed);
    }
  }

  /** As if a process had died in the middle of it: that letter is lost, no other may be. */
  private void cutALine() {
    List<String> before = Letters.keysIn(file);
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(0, channel.size() - 3));
    } catch (java.nio.channels.ClosedByInterruptException nothingWasCut) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> after = Letters.keysIn(file);
    takenOut.addAll(before.subList(after.size(), before.size()));
  }

  private void write(int letters) {
    for (int i = 0; i < letters; i++) {
      handler.handle(letter(written++));
    }
  }

  private Path obstacle() {
    return directory.resolve("d/dead.jsonl.1");
  }
}
