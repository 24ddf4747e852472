package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.security.files.Victim.Planting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command line writes to, opens and loads, when somebody has prepared it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CommandLineFilesTest {

  private static final int USAGE = 2;
  private static final int REFUSED = 3;

  @TempDir Path temporary;

  private Path journal;
  private Victim victim;

  @BeforeEach
  void writeAJournal() throws Exception {
    journal = Journals.with(temporary.resolve("journal"), 3);
    victim = Victim.in(temporary);
  }

  @Test
  void purge_byRootInAnotherUsersDirectory_overwritesNothingElsewhere() throws Exception {
    Victim.give(journal);
    victim.plant(Planting.SYMBOLIC_LINK, journal.resolve("journal.lock"));

    CommandLine run = run("journal", "purge", "--all", "--yes", "-d", journal);

    assertThat(run.exit()).as(run.out()).isEqualTo(REFUSED);
    assertThat(run.out()).contains("journal.lock");
    victim.assertUntouched();

    Files.delete(journal.resolve("journal.lock"));
    Victim.give(journal.resolve("events.db"));
    run = run("journal", "purge", "--all", "--yes", "-d", journal);
    assertThat(run.exit()).as(run.out()).isEqualTo(REFUSED);
    assertThat(run.out()).contains("events.db is owned by 12345");
  }

  @Test
  void export_besideALivingHost_writesIntoNoJournal_howeverThePathIsSpelt() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createDirectory(journal.resolve("below"));
    Files.createSymbolicLink(outside.resolve("link"), journal.resolve("below"));
    try (EventJournal host = Journals.open(journal)) {
      CommandLine run = export(outside.resolve("link/../events.db"), "--force");

      assertThat(run.exit()).as(run.out()).isEqualTo(USAGE);
      host.append(Journals.entries(4, 6));
      assertThat(host.read(0, 10, 1_000_000)).hasSize(6);
    }
  }

  @Test
  void export_intoADirectoryWithALockAlone_isRefused() throws Exception {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Files.createFile(other.resolve("journal.lock"));

    assertThat(export(other.resolve("events.db"), "--force").exit()).isEqualTo(USAGE);
    assertThat(other.resolve("events.db")).doesNotExist();
  }

  @Test
  void export_whereEverybodyMayWrite_isNotForbidden_byTheLockOfAStranger() throws Exception {
    Path shared = Files.createDirectories(temporary.resolve("shared/below")).getParent();
    Files.setAttribute(shared, "unix:mode", 01777);
    Victim.give(Files.createFile(shared.resolve("journal.lock")));

    assertThat(export(shared.resolve("below/events.jsonl")).exit()).isZero();
    assertThat(export(shared.resolve("events.jsonl")).exit()).isZero();
    assertThat(export(shared.resolve("events.db"), "--force").exit()).isEqualTo(USAGE);
    Files.setAttribute(shared, "unix:mode", 0755); // nobody but its owner can have put it there
    assertThat(export(shared.resolve("more.jsonl")).exit()).isEqualTo(USAGE);
  }

  @Test
  void export_overAFileOfAStranger_doesNotTakeItsMode() throws Exception {
    Path target = Files.createFile(temporary.resolve("target.jsonl"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
    Victim.give(target);

    assertThat(export(target, "--force").exit()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
  }

  @Test
  void export_toTheOutput_byItsName_isWholeAlsoInAFile() throws Exception {
    CommandLine run = export(Path.of("/dev/stdout"));

    assertThat(run.exit()).as(run.out()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("{"))).hasSize(3);
    assertThat(run.out()).contains("3 events exported to /dev/stdout");
  }

  @Test
  void export_overALink_isRefused_andOverAHardLinkTouchesNoOtherName() throws Exception {
    Path target = temporary.resolve("target.jsonl");
    victim.plant(Planting.SYMBOLIC_LINK, target);
    assertThat(export(target, "--force").exit()).isEqualTo(USAGE);
    victim.assertUntouched();

    victim.plant(Planting.HARD_LINK, target);
    assertThat(export(target, "--force").exit()).isZero();
    assertThat(Files.readAllLines(target)).hasSize(3);
    victim.assertUntouched();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".maestro"));
    }
  }

  @Test
  void notes_areNotWrittenBehindALink() throws Exception {
    Path letters = Files.writeString(temporary.resolve("letters.jsonl"), "");
    victim.plant(Planting.SYMBOLIC_LINK, temporary.resolve("letters.jsonl.resent"));

    CommandLine run =
        run(
            "dead-letters",
            "resend",
            letters,
            "--lib",
            temporary,
            "--publisher",
            "java.lang.String");

    assertThat(run.exit()).as(run.out()).isNotZero();
    victim.assertUntouched();
  }

  @Test
  void publisherOfAWrongType_isRefused_andNothingOfItRuns() throws Exception {
    CommandLine run =
        run(
            "journal",
            "replay",
            "-d",
            journal,
            "--lib",
            place(),
            "--config",
            Files.writeString(temporary.resolve("p"), ""),
            "--publisher",
            TracePublisher.class.getName());

    assertThat(run.exit()).as(run.out()).isEqualTo(USAGE);
    assertThat(run.out())
        .contains("is no ReplayPublisherFactory")
        .doesNotContain(TracePublisher.INITIALISED)
        .doesNotContain(TracePublisher.CONSTRUCTED);
  }

  @Test
  void preparedDatabase_hangsNoCommand() throws Exception {
    Journals.execute(
        journal,
        "ALTER TABLE event RENAME TO was",
        "CREATE VIEW event AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)"
            + " SELECT i AS sequence FROM r");

    CommandLine run = run("journal", "status", "-d", journal);

    assertThat(run.exit()).as(run.out()).isEqualTo(REFUSED);
    assertThat(run.out()).contains("\"was\"");
  }

  @Test
  void oddCharacters_inTheNamesOfDirectories_standForThemselves() throws Exception {
    Path odd = Journals.with(temporary.resolve("a?mode=ro&x;#%41 :"), 3);
    Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rwx------"));

    assertThat(run("journal", "status", "-d", odd).out()).contains("events        3, ");
    assertThat(run("journal", "purge", "--all", "--yes", "-d", odd).out())
        .contains("3 events deleted");
  }

  /** Where the tests' classes lie. */
  private static Path place() throws Exception {
    return Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private CommandLine export(Path file, String... more) throws Exception {
    Stream<Object> words = Stream.of("journal", "export", "-d", journal, "--file", file);
    return run(Stream.concat(words, Stream.of(more)).toArray());
  }

  private CommandLine run(Object... words) throws Exception {
    return CommandLine.run(temporary, words);
  }
}
