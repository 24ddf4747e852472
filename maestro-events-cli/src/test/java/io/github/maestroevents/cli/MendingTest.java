package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes a journal in a directory: purge, quarantine, requeue; and its copy. */
class MendingTest {

  private static final int EVENTS = 30;

  @TempDir Path temporary;

  private TestJournal journal;

  @BeforeEach
  void writeAJournal() {
    journal = TestJournal.with(temporary.resolve("journal"), EVENTS);
  }

  @Test
  void purge_deletesWhatIsSelected_onlyWhenTold() {
    assertThat(run("purge", "--workflow", "odd").out()).contains("15 events would be deleted");
    assertThat(journal.count()).isEqualTo(EVENTS);

    assertThat(run("purge", "--workflow", "odd", "--yes").out()).contains("15 events deleted");
    assertThat(journal.count()).isEqualTo(15);
    assertThat(run("purge", "--yes").exit())
        .as("everything needs --all")
        .isEqualTo(ExitCodes.USAGE);
    assertThat(run("purge", "--id", TestJournal.id(4), "--yes").out()).contains("1 event deleted");
    assertThat(TestJournal.idsOf(journal.read())).hasSize(14).doesNotContain(TestJournal.id(4));
  }

  @Test
  void quarantine_tellsWhy_andKeepsTheBytesUntilPurged() throws Exception {
    damage("payload = x'00ff'", 4);
    quarantineDamaged();

    assertThat(run("quarantine").lines())
        .singleElement()
        .asString()
        .startsWith("4 " + TestJournal.id(4))
        .contains("CRC32C");
    JsonNode bytes = new ObjectMapper().readTree(run("quarantine", "--bytes").out());
    assertThat(Base64.getDecoder().decode(bytes.get("payload").asText()))
        .isEqualTo(new byte[] {0, -1});
    assertThat(bytes.get("sequence").asLong()).isEqualTo(4);
    assertThat(run("quarantine", "--purge").out()).contains("1 would be deleted");
    assertThat(run("quarantine", "--purge", "--yes").out()).contains("1 deleted");
    assertThat(run("status").out()).contains("quarantined   0");
  }

  @Test
  void quarantine_showsAndPurgesWhatIsSelected() throws Exception {
    damage("payload = x'00'", 4, 5, 9);
    quarantineDamaged();

    assertThat(run("quarantine", "--key", "key-4").lines()).hasSize(2);
    assertThat(run("quarantine", "--purge", "--yes", "--id", TestJournal.id(9)).out())
        .contains("1 deleted");
    assertThat(run("quarantine").lines()).hasSize(2);
  }

  @Test
  void purgeOfTheQuarantine_keepsACopyOfADamagedLog() throws Exception {
    Path killed = Files.createDirectory(temporary.resolve("killed"));
    Path log = killed.resolve("events.db-wal");
    try (EventJournal open = journal.open()) {
      for (long next = EVENTS + 1; next <= 2 * EVENTS; next++) {
        open.append(List.of(TestJournal.entry(next)));
      }
      Files.copy(journal.path().resolve("events.db"), killed.resolve("events.db"));
      Files.copy(journal.path().resolve("events.db-wal"), log);
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 4;
    Files.write(log, bytes);

    CliRun run = Words.of(new TestJournal(killed), "quarantine", "--purge", "--yes").run();

    assertThat(run.out()).contains("0 deleted");
    assertThat(killed.resolve("events.db-wal.damaged-1")).hasBinaryContent(bytes);
  }

  @Test
  void requeue_putsAMendedEventBackToItsPlace_beforeWhatWaitsBehindIt() throws Exception {
    damage("level = 'HUGE'", 4);
    quarantineDamaged();
    journal.execute("UPDATE quarantine SET level = 'INFO'");
    assertThat(run("quarantine").out()).contains("whole now");

    CliRun run = run("requeue", "--id", TestJournal.id(4));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 event requeued");
    List<JournalEntry> entries = journal.read();
    assertThat(TestJournal.idsOf(entries).subList(2, 5)).isEqualTo(TestJournal.ids(3, 4, 5));
    assertThat(entries).hasSize(EVENTS);
    assertThat(run("quarantine").lines()).isEmpty();
    assertThat(run("requeue", "--all").out()).as("once more").contains("0 events requeued");
    assertThat(journal.count()).isEqualTo(EVENTS);
  }

  @Test
  void requeueByKey_takesAllOfTheKeyAlong_inOrder() throws Exception {
    damage("level = 'HUGE'", 4, 5, 14, 24);
    quarantineDamaged();
    journal.execute("UPDATE quarantine SET level = 'INFO'");

    CliRun run = run("requeue", "--key", "key-4");

    assertThat(run.out()).contains("3 events requeued");
    assertThat(
            journal.read().stream()
                .filter(entry -> entry.event().orderingKey().equals("key-4"))
                .map(entry -> entry.event().id().value()))
        .isEqualTo(TestJournal.ids(4, 9, 14, 19, 24, 29));
    assertThat(run("quarantine").lines()).singleElement().asString().startsWith("5 ");
  }

  @Test
  void requeue_leavesWhatIsDamaged_unlessItIsAccepted() throws Exception {
    damage("payload = x'7b7d'", 4);
    quarantineDamaged();

    CliRun refused = run("requeue", "--all");
    assertThat(refused.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(refused.err()).contains("CRC32C").contains("--accept-damage");
    assertThat(run("quarantine").lines()).hasSize(1);

    assertThat(run("requeue", "--all", "--accept-damage").exit()).isZero();
    assertThat(journal.read().get(3).event().payload()).isEqualTo(new byte[] {'{', '}'});
    assertThat(run("export").exit()).as("whole again").isZero();
  }

  @Test
  void requeue_leavesBytesThatMakeNoEvent() throws Exception {
    damage("level = 'HUGE'", 4);
    quarantineDamaged();

    CliRun run = run("requeue", "--all", "--accept-damage");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("make no event");
    assertThat(run("quarantine").lines()).hasSize(1);
    assertThat(run("requeue").exit()).as("everything needs --all").isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void backup_beforeALivingHost_isAJournalForItsOwnerAlone() throws Exception {
    Path copy = Files.createDirectory(temporary.resolve("copy")).resolve("events.db");
    CliRun run;
    try (EventJournal host = journal.open()) {
      host.append(TestJournal.entries(EVENTS + 1, EVENTS + 5)); // in the log alone
      run = run("backup", copy.toString());
      host.append(TestJournal.entries(EVENTS + 6, EVENTS + 6));
    }

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("Copied to " + copy);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    TestJournal restored = new TestJournal(copy.getParent());
    assertThat(restored.read()).hasSize(EVENTS + 5);
    assertThat(journal.count()).isEqualTo(EVENTS + 6);
  }

  @Test
  void backup_overwritesNothing_andWritesIntoNoJournal() throws Exception {
    Path there = Files.writeString(temporary.resolve("there"), "mine");
    Path empty = Files.createFile(temporary.resolve("empty"));
    Path inside = journal.path().resolve("copy.db");

    assertThat(run("backup", there.toString()).err()).contains("already");
    assertThat(run("backup", there.toString()).exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("backup", empty.toString()).exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("backup", inside.toString()).exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("backup", temporary.resolve("no/such/place").toString()).exit())
        .isEqualTo(ExitCodes.REFUSED);
    assertThat(there).hasContent("mine");
    assertThat(empty).isEmptyFile();
    assertThat(inside).doesNotExist();
  }

  private void damage(String what, int... sequences) throws Exception {
    for (int sequence : sequences) {
      journal.execute("UPDATE event SET " + what + " WHERE sequence = " + sequence);
    }
  }

  /** As a host finds it. */
  private void quarantineDamaged() {
    assertThat(journal.read()).hasSizeLessThan(EVENTS);
  }

  private CliRun run(String command, String... more) {
    return Words.of(journal, command, more).run();
  }
}
