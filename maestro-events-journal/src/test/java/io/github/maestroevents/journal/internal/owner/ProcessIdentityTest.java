package io.github.maestroevents.journal.internal.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether a process that a file tells of still lives. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ProcessIdentityTest {

  @TempDir Path directory;

  private Path held;
  private Process other;

  @BeforeEach
  void startAnotherProcess() throws Exception {
    held = Files.createFile(directory.resolve("held"));
    other = new ProcessBuilder(programNamedLikeAZombie().toString(), "300").start();
  }

  @AfterEach
  void end() {
    other.destroyForcibly();
  }

  @Test
  void processWhoseStartIsTold_lives_whateverTheClockSaysOfIt() {
    requireLinux();

    assertThat(told(startMillis() + 3_600_000, startTicks()).livesElsewhere(held))
        .as("the clock was set meanwhile")
        .isTrue();
    assertThat(told(startMillis(), startTicks() - 1).livesElsewhere(held))
        .as("another process got its number")
        .isFalse();
  }

  @Test
  void processOfAFileThatTellsNoTicks_isKnownByTheTimeOfItsStart() {
    assertThat(read(line(startMillis())).livesElsewhere(held)).isTrue();
    assertThat(read(line(startMillis() - 60_000)).livesElsewhere(held)).isFalse();
  }

  @Test
  void processThatHasEnded_livesNoMore() throws Exception {
    requireLinux();
    ProcessIdentity told = told(startMillis(), startTicks());
    ProcessIdentity old = read(line(startMillis()));
    other.destroyForcibly().waitFor();

    assertThat(told.livesElsewhere(held)).isFalse();
    assertThat(old.livesElsewhere(held)).isFalse();
  }

  @Test
  void identity_comesBackFromItsText() {
    ProcessIdentity self = ProcessIdentity.holding(held);

    assertThat(ProcessIdentity.parse(self.toString())).contains(self);
    assertThat(self.livesElsewhere(held)).as("elsewhere").isFalse();
    assertThat(ProcessIdentity.parse("a|b|c|d|e")).isEmpty();
    assertThat(ProcessIdentity.parse("half|1")).isEmpty();
  }

  @Test
  void stateAndStart_areReadBehindTheName_whateverTheNameHolds() {
    String rest = " Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 1 18 777 20 21";

    assertThat(ProcessStat.parse("42 (java)" + rest)).contains(new ProcessStat(42, 'Z', 1, 777));
    assertThat(ProcessStat.parse("42 (a) S 1 (b)" + rest))
        .contains(new ProcessStat(42, 'Z', 1, 777));
    assertThat(ProcessStat.parse("42 (a b" + "\n" + ")" + rest).get().hasEnded()).isTrue();
    assertThat(ProcessStat.parse("42 (java)" + rest.replace(" 16 1 ", " 16 9 ")).get().hasEnded())
        .as("while others of its threads run")
        .isFalse();
    assertThat(ProcessStat.parse("42 (java) Z 1 2")).isEmpty();
    assertThat(ProcessStat.parse("")).isEmpty();
  }

  /** Its name would pass for the fields behind it. */
  private Path programNamedLikeAZombie() throws IOException {
    Path sleep = Path.of("/bin/sleep").toRealPath();
    if (!sleep.endsWith("sleep")) {
      return Path.of("/bin/sleep"); // one program of many names knows itself by its name
    }
    return Files.copy(sleep, directory.resolve("x) Z 1 (y"));
  }

  private static void requireLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs the /proc of Linux");
  }

  private ProcessIdentity told(long millis, long ticks) {
    return read(line(millis) + "|" + ticks);
  }

  /** As it was before the ticks were told. */
  private String line(long millis) {
    ProcessIdentity self = ProcessIdentity.holding(held);
    return String.join(
        "|", self.kernel(), Long.toString(other.pid()), Long.toString(millis), self.file());
  }

  private static ProcessIdentity read(String line) {
    return ProcessIdentity.parse(line).orElseThrow();
  }

  private long startMillis() {
    return other.info().startInstant().orElseThrow().toEpochMilli();
  }

  private long startTicks() {
    return ProcessStat.of(other.pid()).orElseThrow().startTicks();
  }
}
