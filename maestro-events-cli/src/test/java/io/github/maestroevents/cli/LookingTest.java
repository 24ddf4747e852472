package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be looked at in a journal in a directory: status and list. */
class LookingTest {

  private static final int EVENTS = 30;

  @TempDir Path temporary;

  private TestJournal journal;

  @BeforeEach
  void writeAJournal() {
    journal = TestJournal.with(temporary.resolve("journal"), EVENTS);
  }

  @Test
  void status_tellsCountSizeAndAge_asPeopleReadThem() {
    CliRun run = status();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.lines())
        .contains(
            "journal       " + journal.directory(),
            "in use by     nobody that is known",
            "events        30, 501 B",
            "oldest        2026-11-25T12:00:01Z, 2 h 14 min ago",
            "quarantined   0")
        .anyMatch(line -> line.matches("on disk {7}\\d+\\.\\d kB"));
  }

  @Test
  void status_tellsTypesWorkflowsAndKeys_withSizeAndAge() {
    assertThat(status().lines())
        .containsSequence(
            "  events   size      oldest  type",
            "      10  167 B  2 h 13 min  TYPE_0",
            "      10  167 B  2 h 14 min  TYPE_1")
        .containsSequence(
            "  events   size      oldest  workflow",
            "      15  251 B  2 h 13 min  even",
            "      15  250 B  2 h 14 min  odd")
        .contains("       6  101 B  2 h 13 min  key-0");
  }

  @Test
  void status_sumsUpWhatIsBeyondTheTop_andShowsOneTableIfAsked() {
    CliRun run = status("--by", "key", "--top", "2");

    assertThat(run.lines())
        .contains("      18  300 B              (others)")
        .noneMatch(line -> line.contains("TYPE_"));
    assertThat(status("--by", "colour").exit()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void status_ofAnEmptyJournal_hasNoTables() {
    journal = TestJournal.with(temporary.resolve("empty"), 0);

    assertThat(status().lines())
        .contains("events        0, 0 B", "oldest        none")
        .noneMatch(line -> line.startsWith("  events"));
  }

  @Test
  void status_countsWhatIsSelected() {
    assertThat(status("--workflow", "odd", "--since", "2h13min59s").lines())
        .contains("events        14, 234 B");
    assertThat(status("--id", TestJournal.id(7)).lines()).contains("events        1, 16 B");
  }

  @Test
  void looking_isSafeBesideALivingHost_andChangingIsRefused() {
    try (EventJournal host = journal.open()) {
      String pid = "process " + ProcessHandle.current().pid();
      assertThat(status().out()).contains(pid);
      assertThat(run("list").lines()).hasSize(EVENTS);
      assertThat(run("export").lines()).hasSize(EVENTS);
      assertThat(run("explain", TestJournal.id(3)).out()).contains(pid);
      assertThat(run("quarantine").exit()).isZero();
      host.append(List.of(TestJournal.entry(EVENTS + 1)));

      for (CliRun refused :
          List.of(
              run("purge", "--all", "--yes"),
              run("replay", "--to-log"),
              run("import", "/dev/null"),
              run("requeue", "--all"),
              run("quarantine", "--purge", "--yes"))) {
        assertThat(refused.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("in use by");
      }
      assertThat(host.stats().events()).isEqualTo(EVENTS + 1);
    }
  }

  @Test
  void list_selectsByWorkflowTypeKeyAndId_withoutPayloads() {
    assertThat(run("list", "--workflow", "odd").lines())
        .hasSize(15)
        .allMatch(line -> line.contains("workflow=odd") && !line.contains("secret"));
    assertThat(run("list", "--type", "TYPE_0").lines()).hasSize(10);
    assertThat(run("list", "--type", "TYPE_0", "--type", "TYPE_1").lines()).hasSize(20);
    assertThat(run("list", "--key", "key-2", "--workflow", "odd").lines()).hasSize(3);
    assertThat(run("list", "--id", TestJournal.id(4), "--id", TestJournal.id(9)).lines())
        .hasSize(2)
        .first()
        .asString()
        .contains(TestJournal.id(4));
    assertThat(run("list", "--id", "unknown").lines()).isEmpty();
  }

  @Test
  void list_selectsByDateAndByAge() {
    String from = "2026-11-25T12:00:10Z";
    String to = "2026-11-25T12:00:20Z";
    List<String> ten = run("list", "--since", from, "--until", to).lines();

    assertThat(ten).hasSize(10).first().asString().startsWith("10 2026-11-25T12:00:10Z");
    assertThat(run("list", "--since", "2h13min51s", "--until", "2h13min41s").lines())
        .isEqualTo(ten);
    assertThat(
            run("list", "--since", "2026-11-25 12:00:10", "--until", "2026-11-25T13:00:20+01:00")
                .lines())
        .isEqualTo(ten);
    assertThat(run("list", "--since", "2026-11-25").lines()).hasSize(EVENTS);
    assertThat(run("list", "--since", "2026-11-26").lines()).isEmpty();
    assertThat(run("list", "--since", "2h").lines()).isEmpty();
    assertThat(run("list", "--since", "1d").lines()).hasSize(EVENTS);
  }

  @Test
  void list_saysThatThereIsMore() {
    CliRun limited = run("list", "--limit", "7");

    assertThat(limited.lines()).hasSize(7);
    assertThat(limited.err()).contains("7 of 30 events");
  }

  @Test
  void selectionByKey_takesTheKeyAsTheHostHasIt() {
    try (EventJournal open = journal.open()) {
      open.append(
          List.of(
              new JournalEntry(
                  EVENTS + 1, TestJournal.TIME, TestJournal.event(EVENTS + 1, "a\\b\0c"))));
    }

    assertThat(run("list", "--key", "a\\b\0c").lines()).hasSize(1);
    assertThat(status("--by", "key", "--top", "9").out()).contains("a\\b\\u0000c");
  }

  @Test
  void journalThatIsNotThere_isNotCreated_andThoseThatAreThereAreNamed() {
    TestJournal.with(temporary.resolve("hosts/kafka"), 1);
    TestJournal.with(temporary.resolve("hosts/sqs"), 1);
    Path nowhere = temporary.resolve("hosts/nowhere");

    CliRun beside = CliRun.of("journal", "status", "-d", nowhere.toString());
    CliRun above = CliRun.of("journal", "status", "-d", nowhere.getParent().toString());

    assertThat(beside.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(beside.err()).contains(nowhere.toString()).contains("kafka, sqs");
    assertThat(above.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(above.err()).contains("kafka, sqs");
    assertThat(nowhere).doesNotExist();
  }

  private CliRun status(String... more) {
    return run("status", more);
  }

  private CliRun run(String command, String... more) {
    return Words.of(journal, command, more).run();
  }
}
