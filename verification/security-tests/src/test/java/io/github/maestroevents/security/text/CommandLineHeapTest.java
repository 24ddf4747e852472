package io.github.maestroevents.security.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals and files that are larger than the heap of the command line: 120 events of a fifth of a
 * megabyte for 32 MB are about as 300 of a megabyte for 256 MB.
 */
class CommandLineHeapTest {

  private static final String HEAP = "32m";
  private static final int EVENTS = 120;
  private static final int BYTES = 200_000;
  private static final String SWALLOWING = SwallowingReplay.class.getName();

  @TempDir private Path directory;

  private Path journal(String name) {
    return FilledJournal.of(directory.resolve(name), EVENTS, BYTES);
  }

  @Test
  void events_areReadByBytes_byEveryCommand() throws Exception {
    String whole = journal("whole").toString();
    String file = directory.resolve("exported.jsonl").toString();
    String taken = directory.resolve("taken").toString();
    String copy = directory.resolve("copy").toString();

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                List.of("journal", "status", "-d", whole),
                List.of("journal", "list", "-d", whole, "--limit", "1000"),
                List.of("journal", "explain", FilledJournal.ID, "-d", whole),
                List.of("journal", "export", "-d", whole, "-o", file),
                List.of("journal", "import", file, "-d", taken, "--create"),
                List.of("journal", "backup", copy, "-d", whole),
                List.of("journal", "replay", "-d", whole, "--to-log", "--keep"),
                List.of("journal", "replay", "-d", whole, "--publisher", SWALLOWING),
                List.of("journal", "purge", "-d", taken, "--all", "--yes")));

    assertThat(runs).extracting(CommandLineProgram.Run::exit).containsOnly("0");
    assertThat(runs.get(1).out().lines()).hasSize(EVENTS);
    assertThat(runs.get(6).out()).contains(EVENTS + " events delivered and kept");
    assertThat(runs.get(7).out()).contains(EVENTS + " events delivered");
    assertThat(Path.of(copy)).isRegularFile();
  }

  @Test
  void rowsThatAreDamaged_countForWhatTheyHave() throws Exception {
    String damaged = journal("damaged").toString();
    FilledJournal.change(Path.of(damaged), "UPDATE event SET crc32c = crc32c + 1");
    String set = journal("set-aside").toString();
    FilledJournal.change(
        Path.of(set),
        "INSERT INTO quarantine SELECT sequence, accepted_at, event_id, type, level, workflow_id,"
            + " ordering_key, content_type, attributes, payload, crc32c, 'why', accepted_at"
            + " FROM event",
        "DELETE FROM event",
        "UPDATE journal SET events = 0");

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                List.of("journal", "list", "-d", damaged),
                List.of("journal", "explain", FilledJournal.ID, "-d", damaged),
                List.of("journal", "export", "-d", damaged),
                List.of("journal", "quarantine", "-d", set),
                List.of("journal", "quarantine", "-d", set, "--bytes"),
                List.of("journal", "explain", FilledJournal.ID, "-d", set),
                List.of("journal", "requeue", "-d", set, "--all")));

    assertThat(runs)
        .extracting(CommandLineProgram.Run::exit)
        .containsExactly("0", "0", "1", "0", "0", "0", "0");
    assertThat(runs.get(6).out()).contains(EVENTS + " events requeued");
  }

  @Test
  void rowThatDoesNotFitTheHeap_isNamedWithItsSize_andTheOthersAreRead() throws Exception {
    Path crafted = FilledJournal.of(directory.resolve("crafted"), 3, 100);
    String copy = directory.resolve("copy").toString();
    FilledJournal.change(
        crafted,
        "UPDATE event SET payload = zeroblob(40000000) WHERE sequence = 1",
        "UPDATE event SET ordering_key = replace(hex(zeroblob(10000000)), '0', 'k')"
            + " WHERE sequence = 2");

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                List.of("journal", "list", "-d", crafted.toString()),
                List.of("journal", "status", "-d", crafted.toString()),
                List.of("journal", "explain", FilledJournal.ID, "-d", crafted.toString()),
                List.of("journal", "export", "-d", crafted.toString()),
                List.of("journal", "backup", copy, "-d", crafted.toString()),
                List.of("journal", "replay", "-d", crafted.toString(), "--to-log", "--keep"),
                List.of("journal", "purge", "-d", crafted.toString(), "--all", "--yes")));

    assertThat(runs)
        .extracting(CommandLineProgram.Run::exit)
        .containsExactly("0", "0", "0", "1", "0", "1", "0");
    assertThat(runs.get(5).out()).contains("1 event delivered");
    assertThat(runs.get(0).out()).contains("40000000 bytes").contains("…(+");
    assertThat(runs.get(0).out().length()).isLessThan(2_000);
    assertThat(runs.get(3).err()).contains("not read: it has 40000").contains("-Xmx");
    assertThat(runs.get(3).out().lines()).hasSize(1);
  }

  @Test
  void lineThatDoesNotFitTheHeap_isNamedWithFileNumberAndLimit() throws Exception {
    Path letters = directory.resolve("letters.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(letters)) {
      out.write(letter("a", "x".repeat(100)));
      out.write(letter("b", "x".repeat(40_000_000)));
      out.write(
          "{\"reason\":\"R\",\"destination\":\"d\",\"x\":[[]" + ",[]".repeat(500_000) + "]}\n");
      for (int i = 0; i < EVENTS; i++) {
        out.write(letter("c" + i, "x".repeat(BYTES)));
      }
    }
    String taken = directory.resolve("taken").toString();

    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of("dead-letters", "list", letters.toString()));
    commands.add(List.of("explain", "a", "--dead-letters", letters.toString()));
    commands.add(List.of("journal", "import", letters.toString(), "-d", taken, "--create"));
    commands.add(List.of("dead-letters", "resend", letters.toString(), "--dry-run", "--again"));
    commands.add(resend(letters, "--again"));
    List<CommandLineProgram.Run> runs = CommandLineProgram.run(HEAP, commands);

    assertThat(runs).extracting(CommandLineProgram.Run::exit).containsOnly("1");
    for (CommandLineProgram.Run run : runs) {
      assertThat(run.err()).contains("letters.jsonl, line 2: it has 4000").contains("-Xmx");
      assertThat(run.err()).contains("letters.jsonl, line 3: ");
    }
    assertThat(runs.get(2).out()).contains((EVENTS + 1) + " events imported");
    assertThat(runs.get(4).out()).contains((EVENTS + 1) + " events delivered");
  }

  @Test
  void notesThatAreLargerThanTheHeap_areReadLineByLine() throws Exception {
    Path letters = directory.resolve("letters.jsonl");
    Files.writeString(letters, letter("a", "x") + letter("b", "x"));
    CommandLineProgram.Run first = CommandLineProgram.runHere(resend(letters, "--id", "a"));
    try (BufferedWriter notes =
        Files.newBufferedWriter(
            directory.resolve("letters.jsonl.resent"), StandardOpenOption.APPEND)) {
      notes.write("{\"letter\":\"" + "x".repeat(40_000_000) + "\"}\n");
      for (int i = 0; i < EVENTS; i++) {
        notes.write("{\"letter\":\"c\",\"x\":\"" + "x".repeat(BYTES) + "\"}\n");
      }
    }

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                List.of("explain", "a", "--dead-letters", letters.toString()),
                resend(letters, "--dry-run"),
                resend(letters)));

    assertThat(first.out()).contains("1 event delivered");
    assertThat(runs).extracting(CommandLineProgram.Run::exit).containsOnly("0");
    assertThat(runs.get(0).out()).contains("sent again " + "2");
    assertThat(runs.get(2).out()).contains("1 event delivered; 1 were sent before");
  }

  @Test
  void namesOfDestinations_areNotKept_whenTheyAreLong() throws Exception {
    Path letters = directory.resolve("letters.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(letters)) {
      out.write(letter("a", "x"));
      for (int i = 0; i < 80; i++) {
        out.write(letter("b", "x").replace("\"d\"", "\"" + "y".repeat(2 * BYTES) + i + "\""));
      }
    }

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                List.of("dead-letters", "list", letters.toString(), "--destination", "d"),
                resend(letters, "--dry-run"),
                resend(letters, "--destination", "e")));

    assertThat(runs).extracting(CommandLineProgram.Run::exit).containsExactly("0", "2", "3");
    assertThat(runs.get(2).err()).contains("There are some for").contains("…(+");
  }

  private static List<String> resend(Path letters, String... more) {
    List<String> words = new ArrayList<>(List.of("dead-letters", "resend", letters.toString()));
    words.addAll(List.of(more));
    if (!words.contains("--dry-run")) {
      words.addAll(List.of("--publisher", SWALLOWING));
    }
    return words;
  }

  private static String letter(String id, String text) {
    return "{\"id\":\""
        + id
        + "\",\"type\":\"T\",\"workflow_id\":\"w\",\"ordering_key\":\"k\",\"destination\":\"d\","
        + "\"reason\":\"REJECTED\",\"cause\":\"c\",\"attempts\":1,"
        + "\"time\":\"2026-11-30T12:00:00Z\",\"attributes\":{\"specversion\":\"1.0\",\"id\":\""
        + id
        + "\",\"source\":\"/s\",\"type\":\"T\"},\"content_type\":\"text/plain\","
        + "\"event_text\":\""
        + text
        + "\"}\n";
  }
}
