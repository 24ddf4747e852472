package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command has in common: help, version, mistakes, completion. */
class CommandLineTest {

  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "journal",
          List.of(
              "status",
              "list",
              "explain",
              "export",
              "import",
              "replay",
              "purge",
              "quarantine",
              "requeue",
              "backup"),
          "dead-letters",
          List.of("list", "resend"));

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal status -d",
        "journal replay -d x --publisher a.B --lib",
        "journal replay -d x --publisher a.B --config",
        "journal export -d x --file",
        "journal backup -d x",
        "journal import -d x",
        "dead-letters list"
      })
  void urlInPlaceOfAPath_isRefused_andNotRepeated(String words) {
    for (String url : List.of("jdbc:postgresql://h/db?password=hush", "https://u:hush@h/x")) {
      CliRun run = CliRun.of((words + " " + url).split(" ", -1));

      assertThat(run.exit()).isEqualTo(ExitCodes.USAGE);
      assertThat(run.err()).contains(" has a URL, and takes a path").doesNotContain("hush");
    }
  }

  @Test
  void everyCommand_isNamedByItsGroup_andHasHelp_andTheExitCodeTellsAMistake() {
    CliRun all = CliRun.of("--help");
    assertThat(all.exit()).isZero();
    assertThat(all.out()).contains("Exit codes:", "  3   a journal or a file is in use");
    COMMANDS.forEach(
        (group, commands) -> {
          assertThat(all.out()).contains("  " + group);
          assertThat(CliRun.of(group).exit()).isEqualTo(ExitCodes.USAGE);
          for (String command : commands) {
            assertThat(CliRun.of(group, "--help").out()).contains("  " + command);
            CliRun help = CliRun.of(group, command, "--help");
            assertThat(help.exit()).isZero();
            assertThat(help.out()).startsWith("Usage: maestro-events " + group + " " + command);
            CliRun wrong = CliRun.of(group, command, "--nonsense");
            assertThat(wrong.exit()).isEqualTo(ExitCodes.USAGE);
            assertThat(wrong.err())
                .contains("See maestro-events " + group + " " + command + " --help")
                .hasLineCount(1);
            if (group.equals("journal")) {
              assertThat(help.out()).contains("--directory=DIR").contains("--jdbc=URL");
            }
          }
        });
  }

  @Test
  void help_isForEveryCommandTheSame_asAWordAndAsAnOption() {
    assertThat(CliRun.of("help", "journal").out()).isEqualTo(CliRun.of("journal", "-h").out());
  }

  @Test
  void noCommand_orAnUnknownOne_isAMistake() {
    for (List<String> words :
        List.of(List.<String>of(), List.of("explode"), List.of("journal", "explode"))) {
      CliRun run = CliRun.of(words.toArray(String[]::new));
      assertThat(run.exit()).as(words.toString()).isEqualTo(ExitCodes.USAGE);
      assertThat(run.err()).contains("--help").hasLineCount(1);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void mistakes_nameTheOption() {
    assertThat(CliRun.of("journal", "list").err()).contains("--directory or --jdbc");
    assertThat(CliRun.of("journal", "list", "--directory").err()).contains("--directory");
    assertThat(list("--since", "yesteryear").err()).contains("--since").contains("10 characters");
    assertThat(list("--until", "99999999999999999999d").err()).contains("--until");
    assertThat(list("--limit", "many").err()).contains("--limit").contains("4 characters");
    assertThat(list("--limit", "0").err()).contains("--limit");
    assertThat(list("--node", "one").err()).contains("--jdbc");
    assertThat(CliRun.of("journal", "status", "--jdbc", "jdbc:mysql://h/d").err())
        .contains("jdbc:postgresql:");
    for (CliRun run : List.of(list("--since", "x"), list("--limit", "-1"), list("--user", "a"))) {
      assertThat(run.exit()).isEqualTo(ExitCodes.USAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal list jdbc:postgresql://u:hush@h/d",
        "journal list --password=hush",
        "journal list -phush",
        "journal list --limit hush --jdbc jdbc:postgresql:d",
        "journal list --since hush --jdbc jdbc:postgresql:d",
        "journal list --jdbc mysql://u:hush@h",
        "journal list --jdbc jdbc:postgresql://u:hush@h:zz/d",
        "journal list --jdbc jdbc:postgresql://u:hush@h/d",
        "journal list --jdbc jdbc:postgresql://u:hush@127.0.0.1:1",
        "journal list --jdbc jdbc:postgresql://u:hush/x@h/d",
        "journal list --jdbc jdbc:postgresql://u:hush@h1,h2/d",
        "journal list --jdbc jdbc:postgresql://h:hush/d",
        "journal list --jdbc jdbc:postgresql://h:hush,h2:1/d",
        "journal list --jdbc jdbc:postgresql:///d?password=hush%zz",
        "journal list --jdbc jdbc:postgresql://?service=hush",
        "journal list --jdbc jdbc:postgresql://127.0.0.1:1/d?loginTimeout=hush",
        "journal list --jdbc jdbc:postgresql://127.0.0.1:1/d?socketTimeout=hush",
        "journal list --jdbc jdbc:postgresql://127.0.0.1:1/d --schema pg_hush",
        "journal list -d jdbc:postgresql://h/d?user=u&password=hush",
        "journal list -d postgresql://u:hush@h/d",
        "journal list --directory=jdbc:sqlite:hush",
        "journal list --jdbc a --jdbc hush",
        "journal list --jdbc --user hush",
        "journal replay --jdbc jdbc:postgresql://u:hush@h/d --node n --publisher hush@x",
        "journal replay --jdbc jdbc:postgresql://u:hush@h/d --rate hush --publisher a.B",
        "journal hush",
        "hush"
      })
  void mistakes_repeatNoWordOfTheCommandLine(String line) {
    try (RootLogger root = new RootLogger()) {
      CliRun run = CliRun.of(line.split(" "));

      assertThat(run.exit()).isNotZero();
      assertThat(run.err()).isNotBlank();
      assertThat(run.err()).doesNotContain("hush");
      assertThat(run.out()).doesNotContain("hush");
      assertThat(root.lines()).as("what the driver logs").noneMatch(said -> said.contains("hush"));
    }
  }

  @Test
  void urlWithAPassword_orInPlaceOfADirectory_isRefused_andTheMessageSaysWhereItBelongs() {
    assertThat(CliRun.of("journal", "status", "--jdbc", "jdbc:postgresql://u:hush@h/d").err())
        .contains("--user")
        .contains("PGPASSWORD");
    assertThat(CliRun.of("journal", "status", "-d", "jdbc:postgresql://h/d").err())
        .contains("--jdbc");
  }

  @Test
  void version_namesWhatPeopleAskFor() {
    CliRun run = CliRun.of("--version");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("maestro-events ", "SQLite driver 3.", "Java ");
    assertThat(CliRun.of("journal", "status", "--version").out()).isEqualTo(run.out());
  }

  @Test
  void completion_isAScriptForTheProgramsName() {
    CliRun run = CliRun.of("generate-completion");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_maestro-events", "requeue", "--dead-letters");
  }

  @Test
  void wordsThatBeginWithAnAt_areTakenAsTheyAre() {
    assertThat(list("--key", "@/etc/hostname").exit()).isZero();
  }

  private CliRun list(String... more) {
    TestJournal journal = new TestJournal(temporary.resolve("journal"));
    if (!journal.path().toFile().exists()) {
      TestJournal.with(journal.path(), 1);
    }
    List<String> words = new ArrayList<>(List.of("journal", "list", "-d", journal.directory()));
    words.addAll(List.of(more));
    return CliRun.of(words.toArray(String[]::new));
  }
}
