package io.github.maestroevents.delivery.deadletter;

import static io.github.maestroevents.delivery.deadletter.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on a host without logging, and on a disk without room. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell with ulimit")
class ChildJvmTest {

  @TempDir Path directory;

  @Test
  void missingLogging_isSaidOnceOnTheConsole() throws IOException, InterruptedException {
    String console = ChildJvm.run("", LogsThreeLetters.class);
    assertThat(console.split("maestro-events: ", -1)).hasSize(2);
    assertThat(console).contains("no provider", "deadLetterHandler").doesNotContain("key-");
  }

  /** A limit on the size of files fails as a full disk does: after a part of the line. */
  @Test
  void fullDisk_leavesNoHalfALine_andLaterLettersAreWritten()
      throws IOException, InterruptedException {
    Path file = directory.resolve("dead.jsonl");
    String console = ChildJvm.run("ulimit -f 4;", FillsTheDisk.class, file.toString());
    assertThat(console).contains("no provider"); // what had no room went to the log
    assertThat(console).contains("ends with a whole line");
    String text = Files.readString(file);
    assertThat(text).endsWith("\n");
    assertThat(Letters.keysIn(file)).hasSize(text.split("\n").length).contains("key-0", "key-999");
  }

  static final class LogsThreeLetters {
    public static void main(String[] arguments) {
      for (int i = 0; i < 3; i++) {
        DeadLetterHandler.logging().handle(letter(i));
      }
    }
  }

  static final class FillsTheDisk {
    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
        for (int i = 0; i < 20; i++) {
          handler.handle(letter(i));
        }
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
          String text = Files.readString(file);
          System.out.println(text.endsWith("\n") ? "ends with a whole line" : "ends with a half");
          channel.truncate(text.indexOf('\n') + 1); // the disk has room again
        }
        handler.handle(letter(999));
      }
    }
  }
}
