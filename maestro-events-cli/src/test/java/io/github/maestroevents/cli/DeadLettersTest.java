package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of dead letters, as the library writes them, and the way back. */
class DeadLettersTest {

  private static final Instant TIME = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir Path temporary;

  private Path file;

  @BeforeEach
  void reset() {
    RecordingReplay.reset();
    file = temporary.resolve("dead-letters.jsonl");
  }

  @Test
  void list_tellsWhyAndHowOftenTried_withoutPayloads() {
    write(letter(1, Reason.REJECTED), letter(2, Reason.RETRIES_EXHAUSTED));

    CliRun run = CliRun.of("dead-letters", "list", file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(1))
        .startsWith("2026-11-25T12:00:02Z RETRIES_EXHAUSTED workflow=daily-report-2 ")
        .contains("destination=kafka attempts=3 cause=java.lang.IllegalStateException: refused")
        .doesNotContain("step_id");
    assertThat(
            CliRun.of("dead-letters", "list", file.toString(), "--workflow", "daily-report-1")
                .lines())
        .hasSize(1);
    assertThat(CliRun.of("dead-letters", "list", file.toString(), "--since", "2h14min").lines())
        .as("given up since 12:00:01")
        .hasSize(2);
    assertThat(CliRun.of("dead-letters", "list", file.toString(), "--since", "2h").lines())
        .isEmpty();
  }

  @Test
  void resend_sendsEventsAsTheyWere_inOrder_andOnce() throws Exception {
    List<DeadLetter> letters = new ArrayList<>();
    for (int number = 1; number <= 25; number++) {
      letters.add(letter(number, Reason.RETRIES_EXHAUSTED));
    }
    write(letters.toArray(DeadLetter[]::new));

    CliRun first = resend();
    CliRun second = resend();

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("25 events delivered");
    assertThat(second.exit()).isZero();
    assertThat(second.out()).contains("0 events delivered; 25 were sent before");
    List<EncodedEvent> sent = RecordingReplay.BATCHES.stream().flatMap(List::stream).toList();
    assertThat(sent).hasSize(25);
    for (int i = 0; i < sent.size(); i++) {
      assertSame(sent.get(i), encoded(i + 1));
    }
    Path notes = temporary.resolve("dead-letters.jsonl.resent");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
        .isEqualTo("rw-------");
    assertThat(CliRun.of("dead-letters", "list", file.toString()).lines())
        .allMatch(line -> line.contains(" sent-again=2026-11-25T14:14:01Z"));
    assertThat(resend("--again").out()).contains("25 events delivered");
  }

  @Test
  void resend_thatStopsInTheMiddle_goesOnWhereItStopped() {
    List<DeadLetter> letters = new ArrayList<>();
    for (int number = 1; number <= 25; number++) {
      letters.add(letter(number, Reason.CLOSED));
    }
    write(letters.toArray(DeadLetter[]::new));
    RecordingReplay.batchesUntilDown = 1;

    CliRun stopped = resend();
    assertThat(stopped.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(stopped.err()).contains("down on purpose").contains("not ready");
    RecordingReplay.batchesUntilDown = 100;
    CliRun rest = resend();

    assertThat(rest.out()).contains("15 events delivered; 10 were sent before");
    assertThat(RecordingReplay.ids()).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void resend_knowsALetter_afterARotation_andBehindNewOnes() throws Exception {
    write(letter(1, Reason.REJECTED));
    assertThat(resend().out()).contains("1 event delivered");
    Path rotated = Files.move(file, temporary.resolve("dead-letters.jsonl.1"));
    write(letter(2, Reason.REJECTED));

    CliRun run =
        CliRun.of(
            "dead-letters",
            "resend",
            rotated.toString(),
            file.toString(),
            "--publisher",
            RecordingReplay.class.getName());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 event delivered; 1 were sent before");
    assertThat(RecordingReplay.ids()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void resend_leavesWhatIsRejected_forTheNextTime() {
    write(letter(1, Reason.REJECTED), letter(2, Reason.REJECTED));
    RecordingReplay.REJECTED_KEYS.add(encoded(1).orderingKey());

    CliRun run = resend();
    RecordingReplay.REJECTED_KEYS.clear();

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("line 1").contains("refused on purpose");
    assertThat(resend().out()).contains("1 event delivered; 1 were sent before");
  }

  @Test
  void resend_sendsJsonOfTheHost_byteForByte() {
    String json = "{ \"type\" : \"NEW\", \"workflow_id\":\"w\\u0041\",\n\t\"x\":1.50 }";
    OpaqueMaestroEvent event =
        OpaqueMaestroEvent.builder(json.getBytes(StandardCharsets.UTF_8), "NEW").build();
    write(letter(event, EncodedEvent.of(event), Reason.REJECTED));

    assertThat(resend().exit()).isZero();

    assertThat(RecordingReplay.BATCHES.get(0).get(0).payload())
        .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void resend_takesBytesThatAreNoText_andTheirContentType() throws Exception {
    Files.writeString(
        file,
        "{\"id\":\"%s\",\"type\":\"com.example.shipped\",\"ordering_key\":\"k\","
                .formatted(TestJournal.id(1))
            + "\"destination\":\"kafka\",\"reason\":\"CLOSED\",\"cause\":\"x\",\"attempts\":0,"
            + "\"time\":\"2026-11-25T13:00:00Z\","
            + "\"attributes\":{\"specversion\":\"1.0\",\"level\":\"warn\"},"
            + "\"content_type\":\"application/avro\",\"event_base64\":\"AP8K\",\"new\":[1]}\n");

    CliRun run = resend();

    assertThat(run.exit()).as(run.err()).isZero();
    EncodedEvent sent = RecordingReplay.BATCHES.get(0).get(0);
    assertThat(sent.payload()).isEqualTo(new byte[] {0, -1, '\n'});
    assertThat(sent.contentType()).isEqualTo("application/avro");
    assertThat(sent.level()).isEqualTo(EventLevel.WARN);
  }

  @Test
  void resend_ofWhatWasNeverEncoded_encodesIt_withWhatItsSenderHadAdded() {
    MaestroEvent event = event(1);
    EncodedEvent encoded = EncodedEvent.of(event);
    write(
        new DeadLetter(
            "kafka",
            event,
            encoded.id(),
            "",
            Map.of("tenant", "a"),
            Reason.NOT_JOURNALED,
            new IllegalStateException("x"),
            0,
            null,
            TIME));

    assertThat(resend().exit()).isZero();

    EncodedEvent sent = RecordingReplay.BATCHES.get(0).get(0);
    assertThat(sent.id()).isEqualTo(encoded.id());
    assertThat(sent.payload()).isEqualTo(encoded.payload());
    assertThat(sent.orderingKey()).isEqualTo(encoded.orderingKey());
    Map<String, String> attributes = new LinkedHashMap<>(encoded.attributes());
    attributes.put("tenant", "a");
    assertThat(sent.attributes()).isEqualTo(attributes);
  }

  @Test
  void resend_leavesOutWhatIsNoLetter_namesTheLine_andSendsTheRest() throws Exception {
    write(letter(1, Reason.REJECTED));
    String line = Files.readString(file);
    Files.writeString(
        file,
        line.replace("\"event_text\":", "\"other\":")
            + "{\"half\n\n"
            + line
            + line.substring(0, line.length() / 2));

    CliRun run = resend();

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.out()).contains("1 event delivered");
    assertThat(run.err().lines().map(told -> told.replaceFirst(".*(line \\d+).*", "$1")))
        .containsExactly("line 1", "line 2", "line 5");
  }

  @Test
  void notesThatEndInHalfALine_areStillRead() throws Exception {
    write(letter(1, Reason.REJECTED), letter(2, Reason.REJECTED));
    assertThat(resend("--workflow", "daily-report-1").exit()).isZero();
    Path notes = temporary.resolve("dead-letters.jsonl.resent");
    Files.writeString(notes, "{\"letter\":\"ab", StandardOpenOption.APPEND); // it was killed

    assertThat(resend().out()).contains("1 event delivered; 1 were sent before");
    assertThat(resend().out()).contains("0 events delivered; 2 were sent before");
  }

  @Test
  void resend_besideAnother_isRefused() throws Exception {
    write(letter(1, Reason.REJECTED));
    Path notes = Files.createFile(temporary.resolve("dead-letters.jsonl.resent"));
    try (FileChannel channel = FileChannel.open(notes, StandardOpenOption.WRITE);
        FileLock other = channel.lock()) {
      assertThat(other.isValid()).isTrue();

      CliRun run = resend();

      assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
      assertThat(run.err()).contains("Another process");
    }
    assertThat(RecordingReplay.BATCHES).isEmpty();
  }

  @Test
  void resend_keepsToTheRate() {
    for (int number = 1; number <= 5; number++) {
      write(letter(number, Reason.REJECTED));
    }
    FakeTime time = new FakeTime();
    Instant begin = time.now();

    CliRun run =
        CliRun.at(
            time,
            "dead-letters",
            "resend",
            file.toString(),
            "--rate",
            "1/s",
            "--publisher",
            RecordingReplay.class.getName());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Duration.between(begin, time.now())).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void dryRun_sendsAndNotesNothing() {
    write(letter(1, Reason.REJECTED));

    CliRun run = CliRun.of("dead-letters", "resend", file.toString(), "--dry-run");

    assertThat(run.exit()).isZero();
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err()).contains("1 event would be sent");
    assertThat(temporary.resolve("dead-letters.jsonl.resent")).doesNotExist();
  }

  @Test
  void import_takesDeadLettersIntoAJournal() {
    write(letter(1, Reason.REJECTED), letter(2, Reason.CLOSED));
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 3);

    CliRun run = Words.of(journal, "import", file.toString()).run();

    assertThat(run.exit()).as(run.err()).isZero();
    List<JournalEntry> entries = journal.read();
    assertThat(entries).hasSize(5);
    assertSame(entries.get(3).event(), encoded(1));
    assertSame(entries.get(4).event(), encoded(2));
    assertThat(entries.get(3).acceptedAt()).as("first attempt").isEqualTo(TIME);
  }

  @Test
  void import_isNotedAsResendNotes_soThatNeitherTakesALetterTwice() {
    write(letter(1, Reason.REJECTED), letter(2, Reason.CLOSED));
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 0);
    assertThat(resend("--workflow", "daily-report-1").out()).contains("1 event delivered");

    CliRun first = Words.of(journal, "import", file.toString()).run();
    CliRun purge = Words.of(journal, "purge", "--all", "--yes").run(); // as if it were delivered
    CliRun second = Words.of(journal, "import", file.toString()).run();

    assertThat(first.out()).contains("1 event imported; 1 were sent or imported before");
    assertThat(purge.out()).contains("1 event deleted");
    assertThat(second.out()).contains("0 events imported; 2 were sent or imported before");
    assertThat(resend().out()).contains("0 events delivered; 2 were sent before");
    assertThat(CliRun.of("dead-letters", "list", file.toString()).lines())
        .satisfiesExactly(
            sent -> assertThat(sent).contains(" sent-again=2026-11-25T14:14:01Z"),
            taken -> assertThat(taken).contains(" imported=2026-11-25T14:14:01Z"));
    assertThat(
            CliRun.of("explain", encoded(2).id().value(), "--dead-letters", file.toString()).out())
        .contains("imported      2026-11-25T14:14:01Z", "in the journal that took it in");
    assertThat(Words.of(journal, "import", file.toString(), "--again").run().out())
        .contains("2 events imported");
  }

  @Test
  void import_ofExportedEvents_leavesNoNotes() {
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 3);
    Path exported = temporary.resolve("events.jsonl");
    assertThat(Words.of(journal, "export", "--file", exported.toString()).run().exit()).isZero();

    assertThat(Words.of(journal, "import", exported.toString()).run().exit()).isZero();

    assertThat(temporary.resolve("events.jsonl.resent")).doesNotExist();
  }

  @Test
  void lettersThroughAPipe_areRefused_untilTheirDestinationIsNamed() throws Exception {
    write(letter(1, "kafka"), letter(2, "sqs"), letter(3, "kafka"));
    Path pipe = temporary.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String notes = temporary.resolve("notes").toString();

    CliRun unnamed = throughPipe(pipe, "--notes", notes);
    assertThat(unnamed.exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(unnamed.err()).contains("--destination", "\"kafka\"");
    assertThat(RecordingReplay.BATCHES).isEmpty();

    CliRun named = throughPipe(pipe, "--notes", notes, "--destination", "kafka");
    assertThat(named.out()).contains("2 events delivered");
  }

  /** Sends again what another process writes into the pipe. */
  private CliRun throughPipe(Path pipe, String... options) throws Exception {
    String copies = "cat '" + file + "' > '" + pipe + "'";
    Process writer = new ProcessBuilder("sh", "-c", copies).start();
    try {
      return resendFile(pipe, options);
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  @Test
  void lettersOfSeveralDestinations_goToNone_untilOneIsNamed() {
    write(letter(1, "kafka"), letter(2, "sqs"), letter(3, "kafka"));
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 0);

    for (CliRun mixed :
        List.of(
            resend(), resend("--dry-run"), Words.of(journal, "import", file.toString()).run())) {
      assertThat(mixed.exit()).isEqualTo(ExitCodes.USAGE);
      assertThat(mixed.err()).contains("\"kafka\", \"sqs\"");
    }
    assertThat(RecordingReplay.BATCHES).isEmpty();
    assertThat(journal.count()).isZero();

    assertThat(resend("--destination", "sqs").out()).contains("1 event delivered");
    assertThat(RecordingReplay.ids()).containsExactly(encoded(2).id().value());
    CliRun imported = Words.of(journal, "import", file.toString(), "--letters-of", "kafka").run();
    assertThat(imported.out()).contains("2 events imported");
    assertThat(CliRun.of("dead-letters", "list", file.toString(), "--destination", "sqs").lines())
        .hasSize(1);
  }

  @Test
  void lettersOfSeveralDestinations_goTogether_whereAllAreNamed_orOneAloneIsSelected() {
    write(letter(1, "kafka"), letter(2, "sqs"));

    assertThat(resend("--workflow", "daily-report-2").out()).contains("1 event delivered");
    assertThat(resend("--destination", "kafka", "--destination", "sqs").out())
        .contains("1 event delivered; 1 were sent before");
  }

  @Test
  void destinationThatNoLetterIsFor_isRefused_andThoseThereAreAreListed() {
    write(letter(1, "kafka"), letter(2, "sqs"));
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 0);

    for (CliRun run :
        List.of(
            resend("--destination", "kafka", "--destination", "kafak"),
            CliRun.of("dead-letters", "list", file.toString(), "--destination", "kafak"),
            Words.of(journal, "import", file.toString(), "--letters-of", "kafak").run())) {
      assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
      assertThat(run.err()).contains("\"kafak\"", "some for \"kafka\", \"sqs\"");
      assertThat(run.out()).isEmpty();
    }
    assertThat(RecordingReplay.BATCHES).isEmpty();
  }

  @Test
  void hostEventThatWasNeverEncoded_keepsItsOrderingKey() {
    HostEvent event =
        HostEvent.builder("com.example.shipped", "7")
            .source("/orders")
            .orderingKey("customer-1")
            .json("{}")
            .build();
    write(neverEncoded(event, "7"));

    CliRun run = resend();

    assertThat(run.exit()).as(run.err()).isZero();
    assertSame(RecordingReplay.BATCHES.get(0).get(0), EncodedEvent.of(event));
  }

  @Test
  void eventThatWasNeverEncoded_isToldOf_sinceItsKeyAndEnvelopeAreTheDefaults() {
    write(neverEncoded(event(1), encoded(1).id().value()), letter(2, Reason.CLOSED));
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 0);

    for (CliRun run :
        List.of(
            resend(),
            resend("--again", "--dry-run"),
            Words.of(journal, "import", file.toString(), "--again").run())) {
      assertThat(run.err())
          .contains(
              "1 event had been given up before", "ordering key and envelope are the defaults");
    }
  }

  private static DeadLetter neverEncoded(MaestroEvent event, String id) {
    return new DeadLetter(
        "kafka",
        event,
        new EventId(id),
        "",
        Map.of(),
        Reason.NOT_JOURNALED,
        new IllegalStateException("x"),
        0,
        null,
        TIME);
  }

  private static DeadLetter letter(int number, String destination) {
    EncodedEvent encoded = encoded(number);
    return new DeadLetter(
        destination,
        event(number),
        encoded.id(),
        encoded.orderingKey(),
        encoded.attributes(),
        Reason.REJECTED,
        new IllegalStateException("refused"),
        3,
        TIME,
        TIME.plusSeconds(number));
  }

  @Test
  void fileThatIsNotThere_isNamed() {
    CliRun run = CliRun.of("dead-letters", "list", temporary.resolve("none").toString());

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains("none");
  }

  private CliRun resend(String... more) {
    return resendFile(file, more);
  }

  private static CliRun resendFile(Path letters, String... more) {
    List<String> words = new ArrayList<>(List.of("dead-letters", "resend", letters.toString()));
    words.addAll(List.of("--publisher", RecordingReplay.class.getName()));
    words.addAll(List.of(more));
    return CliRun.of(words.toArray(String[]::new));
  }

  private void write(DeadLetter... letters) {
    try (JsonLinesDeadLetterFile open = JsonLinesDeadLetterFile.at(file)) {
      for (DeadLetter letter : letters) {
        open.handle(letter);
      }
    }
  }

  private static DeadLetter letter(int number, Reason reason) {
    return letter(event(number), encoded(number), reason);
  }

  private static DeadLetter letter(MaestroEvent event, EncodedEvent encoded, Reason reason) {
    long number = event.syncTime();
    return new DeadLetter(
        "kafka",
        event,
        encoded.id(),
        encoded.orderingKey(),
        encoded.attributes(),
        reason,
        new IllegalStateException("refused"),
        3,
        TIME,
        TIME.plusSeconds(number));
  }

  private static MaestroEvent event(int number) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("daily-report-" + number)
        .clusterName("tëst")
        .workflowUuid("uuid-" + number)
        .stepId("load \"\\\u2028")
        .syncTime(number)
        .build();
  }

  private static EncodedEvent encoded(int number) {
    return EncodedEvent.of(event(number));
  }

  private static void assertSame(EncodedEvent is, EncodedEvent was) {
    assertThat(is.id()).isEqualTo(was.id());
    assertThat(is.type()).isEqualTo(was.type());
    assertThat(is.level()).isEqualTo(was.level());
    assertThat(is.orderingKey()).isEqualTo(was.orderingKey());
    assertThat(is.contentType()).isEqualTo(was.contentType());
    assertThat(is.payload()).isEqualTo(was.payload());
    assertThat(is.attributes()).containsExactlyEntriesOf(was.attributes());
  }
}
