package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Out of a journal into a file, and back. */
class ExportAndImportTest {

  private static final int EVENTS = 30;

  @TempDir Path temporary;

  private TestJournal journal;
  private Path file;

  @BeforeEach
  void writeAJournal() {
    journal = TestJournal.with(temporary.resolve("journal"), EVENTS);
    file = temporary.resolve("events.jsonl");
  }

  @Test
  void export_writesAllOfAnEvent_forItsOwnerAlone() throws Exception {
    CliRun run = run("export", "--file", file.toString(), "--type", "TYPE_1");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("10 events exported to " + file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(10);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("sequence").asLong()).isEqualTo(1);
    assertThat(first.get("id").asText()).isEqualTo(TestJournal.id(1));
    assertThat(first.get("ordering_key").asText()).isEqualTo("key-1");
    assertThat(first.get("attributes").get("subject").asText()).isEqualTo("odd/1/1");
    assertThat(first.get("payload").asText()).isEqualTo("{\"secret\":\"ä1\"}");
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void export_leavesAFileThatIsThereAsItIs_unlessForced_andItsModeInAnyCase() throws Exception {
    Files.writeString(file, "mine\n".repeat(10_000));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    CliRun refused = run("export", "--file", file.toString());
    assertThat(refused.exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(refused.err()).contains("already").contains("--force");
    assertThat(Files.readString(file)).startsWith("mine");

    assertThat(run("export", "--file", file.toString(), "--force").exit()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(EVENTS);
    assertThat(mode(file)).isEqualTo("rw-r--r--");
  }

  @Test
  void export_toADevice_changesNothingOfIt() throws Exception {
    Path device = Path.of("/dev/null");
    String before = mode(device);

    assertThat(run("export", "--file", device.toString()).exit()).isZero();

    assertThat(mode(device)).isEqualTo(before);
  }

  @Test
  void export_writesIntoNoJournal_evenIfForced() throws Exception {
    TestJournal other = TestJournal.with(temporary.resolve("other"), 1);
    Path below = Files.createDirectory(journal.path().resolve("below"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), other.path());

    for (Path into :
        List.of(
            journal.path().resolve("x.jsonl"),
            journal.path().resolve("events.db"),
            other.path().resolve("x.jsonl"),
            below.resolve("x.jsonl"),
            link.resolve("x.jsonl"))) {
      CliRun run = run("export", "--force", "--file", into.toString());
      assertThat(run.exit()).as(into.toString()).isEqualTo(ExitCodes.USAGE);
      assertThat(run.err()).contains("the directory of a journal");
    }
    assertThat(journal.count()).isEqualTo(EVENTS);
    assertThat(below).isEmptyDirectory();
  }

  @Test
  void export_ofADamagedEvent_leavesItOut_andSaysSo() throws Exception {
    journal.execute("UPDATE event SET payload = x'00ff' WHERE sequence = 4");

    CliRun run = run("export");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.lines()).hasSize(EVENTS - 1);
    assertThat(run.err()).contains("Left out: 4 damaged").contains("CRC32C");
  }

  @Test
  void export_intoAClosedPipe_stopsAtOnce_andIsNotCalledDone() {
    TestJournal large = TestJournal.with(temporary.resolve("large"), 10_000);

    CliRun run = CliRun.withOutputOf(100_000, Words.of(large, "export").array());

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("Not all of the output could be written").hasLineCount(1);
    assertThat(run.writes()).as("attempts to write").isLessThan(10);
  }

  @Test
  void keyWithHalfACharacter_comesBack() {
    roundTrip(event("a\ud800b", "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bytesThatAreNoText_comeBackByteForByte() {
    roundTrip(event("key", new byte[] {0, -1, -2, '\n', '"', 127}));
  }

  private void roundTrip(EncodedEvent event) {
    try (EventJournal open = journal.open()) {
      open.append(List.of(new JournalEntry(EVENTS + 1, TestJournal.TIME, event)));
    }
    assertThat(run("export", "--file", file.toString()).exit()).isZero();
    TestJournal copy = new TestJournal(temporary.resolve("copy"));

    CliRun run = Words.of(copy, "import", "--create", file.toString()).run();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("31 events imported");
    List<JournalEntry> was = journal.read();
    List<JournalEntry> is = copy.read();
    assertThat(is).hasSameSizeAs(was);
    for (int i = 0; i < is.size(); i++) {
      assertSame(is.get(i), was.get(i));
    }
  }

  private static void assertSame(JournalEntry is, JournalEntry was) {
    assertThat(is.sequence()).isEqualTo(was.sequence());
    assertThat(is.acceptedAt()).isEqualTo(was.acceptedAt());
    assertThat(is.event().id()).isEqualTo(was.event().id());
    assertThat(is.event().type()).isEqualTo(was.event().type());
    assertThat(is.event().level()).isEqualTo(was.event().level());
    assertThat(is.event().orderingKey()).isEqualTo(was.event().orderingKey());
    assertThat(is.event().contentType()).isEqualTo(was.event().contentType());
    assertThat(is.event().payload()).isEqualTo(was.event().payload());
    assertThat(is.event().attributes()).containsExactlyEntriesOf(was.event().attributes());
  }

  private static EncodedEvent event(String key, byte[] payload) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("subject", "wörk%20flow/\u20ac");
    attributes.put("a", "\ud83d\ude00");
    return new EncodedEvent(
        new EventId(TestJournal.id(99)),
        "T\\YPE",
        EventLevel.ERROR,
        key,
        "application/avro",
        payload,
        attributes);
  }

  @Test
  void import_putsEventsBehindWhatWaits_andTakesNoneTwice() {
    run("export", "--file", file.toString(), "--key", "key-3");
    run("purge", "--id", TestJournal.id(3), "--id", TestJournal.id(8), "--yes");

    CliRun first = run("import", file.toString());
    CliRun second = run("import", file.toString(), file.toString());

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("2 events imported; 4 were there already");
    assertThat(second.out()).contains("0 events imported; 12 were there already");
    assertThat(TestJournal.idsOf(journal.read()))
        .hasSize(EVENTS)
        .endsWith(TestJournal.id(30), TestJournal.id(3), TestJournal.id(8));
  }

  @Test
  void import_takesHostEventsOfTwoSources_thoughTheyShareAnId() throws Exception {
    TestJournal two = TestJournal.with(temporary.resolve("two"), 0);
    try (EventJournal open = two.open()) {
      open.append(List.of(hostEvent(1, "/orders"), hostEvent(2, "/invoices")));
    }
    Words.of(two, "export", "--file", file.toString()).run();
    try (EventJournal open = journal.open()) {
      open.append(List.of(hostEvent(EVENTS + 1, "/orders")));
    }

    CliRun first = run("import", file.toString());
    CliRun second = run("import", file.toString());

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("1 event imported; 1 were there already");
    assertThat(second.out()).contains("0 events imported; 2 were there already");
    assertThat(journal.read())
        .extracting(entry -> entry.event().attributes().get("source"))
        .endsWith("/orders", "/invoices");
  }

  @Test
  void import_takesTheSourcesApart_withinOneFile() throws Exception {
    TestJournal two = TestJournal.with(temporary.resolve("two"), 0);
    try (EventJournal open = two.open()) {
      open.append(List.of(hostEvent(1, "/orders"), hostEvent(2, "/invoices")));
    }
    Words.of(two, "export", "--file", file.toString()).run();

    assertThat(run("import", file.toString()).out()).contains("2 events imported");
  }

  @Test
  void import_takesAnEvent_ofWhichTheJournalHoldsOnlyADamagedRow() throws Exception {
    run("export", "--file", file.toString(), "--id", TestJournal.id(4));
    journal.execute("UPDATE event SET payload = x'00ff' WHERE sequence = 4");

    assertThat(run("import", file.toString()).out()).contains("1 event imported");
  }

  private static JournalEntry hostEvent(long sequence, String source) {
    return new JournalEntry(
        sequence,
        TestJournal.TIME,
        EncodedEvent.of(
            HostEvent.builder("com.example.shipped", "7").source(source).json("{}").build()));
  }

  @Test
  void import_leavesOutWhatIsNoEvent_namesTheLine_andTakesTheRest() throws Exception {
    run("export", "--file", file.toString(), "--id", TestJournal.id(5));
    run("purge", "--id", TestJournal.id(5), "--yes");
    String good = Files.readString(file);
    Files.writeString(
        file,
        "\n{\"id\":\"half\n{\"a\":1}\n[1]\n"
            + good.replace(TestJournal.id(5), "")
            + good
            + good.replace("\"level\":\"info\"", "\"level\":7"));

    CliRun run = run("import", file.toString());

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.out()).contains("1 event imported");
    assertThat(run.err().lines().map(line -> line.replaceFirst(".*(line \\d+).*", "$1")))
        .containsExactly("line 2", "line 3", "line 4", "line 5", "line 7");
    assertThat(run.err()).doesNotContain("secret");
    assertThat(journal.count()).isEqualTo(EVENTS);
  }

  @Test
  void import_intoAJournalThatIsNotThere_isRefused_unlessItIsToBeMade() {
    TestJournal nowhere = new TestJournal(temporary.resolve("nowhere"));

    CliRun run = Words.of(nowhere, "import", "/dev/null").run();

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(nowhere.path()).doesNotExist();
    assertThat(Words.of(nowhere, "import", "--create", "/dev/null").run().exit()).isZero();
    assertThat(nowhere.count()).isZero();
  }

  @Test
  void import_ofAFileThatIsNotThere_namesIt() {
    CliRun run = run("import", temporary.resolve("missing").toString());

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains("missing");
  }

  private CliRun run(String command, String... more) {
    return Words.of(journal, command, more).run();
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
