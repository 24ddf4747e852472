package io.github.maestroevents.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.testkit.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of a configuration before a host opens it. */
class ConfigTest {

  private static final String PREFIX = "maestro.events.destinations.";

  @TempDir Path temporary;

  @BeforeEach
  void forget() {
    ScriptedProvider.SENT.clear();
  }

  @Test
  void check_showsWhatWouldBeOpened_andOpensNothing() throws IOException {
    Path journal = temporary.resolve("journal");

    CliRun run =
        config(
            "check",
            "audit.type=scripted",
            "audit.room=lobby",
            "audit.token=hunter2",
            "audit.journal=file:" + journal);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.DONE);
    assertThat(run.out())
        .contains("audit", "scripted", "lobby", "No mistakes. Nothing was opened")
        .doesNotContain("hunter2");
    assertThat(run.err()).isEmpty();
    assertThat(Files.exists(journal)).isFalse();
  }

  @Test
  void check_tellsAllMistakes_eachWithItsLine() throws IOException {
    CliRun run =
        config(
            "check",
            "audit.type=scripted",
            "audit.romm=lobby",
            "audit.token=hunter2",
            "audit.retry.max-delay=400d",
            "other.type=log",
            "other.level=hunter2");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines())
        .anySatisfy(
            line -> assertThat(line).contains(PREFIX + "audit.romm", "events.properties:2", "room"))
        .anySatisfy(
            line ->
                assertThat(line).contains(PREFIX + "audit.retry.max-delay", "1ms to 365d", ":4"))
        .anySatisfy(line -> assertThat(line).contains(PREFIX + "other.level", "trace", ":6"));
    assertThat(run.err()).contains("3 mistakes; a host that opens this configuration");
    assertThat(run.out() + run.err()).doesNotContain("hunter2");
  }

  @Test
  void check_tellsWhatTheProviderHasAgainstIt() throws IOException {
    CliRun run = config("check", "audit.type=scripted", "audit.room=nowhere");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.out()).contains(PREFIX + "audit.room", "events.properties:2", "is nowhere");
    assertThat(run.err()).contains("1 mistake;");
  }

  @Test
  void check_namesTheArtifactToAdd_andTheOptionForIt() throws IOException {
    CliRun run = config("check", "audit.type=kafka");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.out()).contains("io.github.maestroevents:maestro-events-kafka");
    assertThat(run.err()).contains("jars are named with --lib");
  }

  @Test
  void check_takesADataSourceOfTheHosts_asThere() throws IOException {
    for (String place : List.of("datasource", "datasource:main")) {
      CliRun run = config("check", "audit.type=scripted", "audit.journal=" + place);

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCodes.DONE);
    }
  }

  @Test
  void check_givesNoFalseAlarm_forWhatOnlyTheHostHas() throws IOException {
    Path foreign =
        Files.write(
            temporary.resolve("foreign.properties"),
            List.of(
                "foo=datasource:x",
                PREFIX + "audit.type=scripted",
                PREFIX + "audit.desk-bean=front",
                PREFIX + "audit.journal=datasource",
                PREFIX + "other.type=log",
                PREFIX + "other.journal=${PLACE_OF_THE_JOURNAL:datasource:other}",
                PREFIX + "third.type=log",
                PREFIX + "third.journal=${PLACE_OF_THE_JOURNAL:datasource}"));

    CliRun run = CliRun.of("config", "check", foreign.toString());

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCodes.DONE);
    CliRun sent =
        CliRun.of("config", "send-test-event", foreign.toString(), "--destination", "audit");
    assertThat(sent.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(sent.out()).contains("it uses a Desk of the host's, which only the host has");
    assertThat(ScriptedProvider.SENT).isEmpty();
  }

  @Test
  void fileThatIsNotThere_isRefused() {
    CliRun run = CliRun.of("config", "check", temporary.resolve("nowhere").toString());

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains("There is no file");
  }

  @Test
  void explain_tellsValuesAndOrigins_theWrittenOnesFirst() throws IOException {
    CliRun run =
        config("explain", "audit.type=scripted", "audit.token=hunter2", "audit.close-timeout=7s");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.DONE);
    List<String> lines = run.lines();
    assertThat(lines).contains("maestro.events.destinations.audit");
    String timeout = line(lines, "close-timeout");
    String answer = line(lines, "answer");
    assertThat(timeout).matches("  close-timeout +7s +\\S*events.properties:3");
    assertThat(answer).matches("  answer +delivered +default");
    assertThat(lines.indexOf(timeout)).isLessThan(lines.indexOf(answer));
    assertThat(run.out()).contains("token").doesNotContain("hunter2");
  }

  @Test
  void explain_leavesDefaultsOut_whereOnlyTheWrittenAreAskedFor() throws IOException {
    CliRun run =
        CliRun.of(
            "config",
            "explain",
            "--written",
            file("audit.type=scripted", "audit.room=lobby").toString());

    assertThat(run.out()).contains("lobby").doesNotContain("default");
  }

  @Test
  void route_tellsWhereAnEventWouldGo_andWhatHoldsItBack() throws IOException {
    Path event = temporary.resolve("event.json");
    Files.write(event, MaestroEventJson.write(TestEvents.event()));

    CliRun run =
        CliRun.of(
            "config",
            "route",
            file(
                    "audit.type=scripted",
                    "audit.room=lobby",
                    "pager.type=scripted",
                    "pager.filter.level=error")
                .toString(),
            event.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.DONE);
    assertThat(run.out())
        .startsWith("event STEP_INSTANCE_STATUS_CHANGE_EVENT, level ")
        .contains("audit (scripted): would go to room lobby", "  key  ", "  ce_source  /maestro/")
        .contains("pager (scripted): would not go", "  held back by filter.level");
    assertThat(ScriptedProvider.SENT).isEmpty();
  }

  @Test
  void route_refusesWhatIsNoEvent() throws IOException {
    Path event = Files.writeString(temporary.resolve("event.json"), "{\"type\":7");

    CliRun run =
        CliRun.of("config", "route", file("audit.type=scripted").toString(), event.toString());

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .contains("event.json holds no event in Maestro's JSON: Not JSON")
        .doesNotContain("MalformedEventException");
    Files.writeString(event, " \n");
    CliRun empty =
        CliRun.of("config", "route", file("audit.type=scripted").toString(), event.toString());
    assertThat(empty.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(empty.err()).contains("event.json is empty");
  }

  @Test
  void testEvent_isSentThroughTheAdapter_andMarkedAsOne() throws IOException {
    CliRun run =
        send("audit", "audit.type=scripted", "audit.room=lobby", "audit.filter.level=error");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.DONE);
    assertThat(run.out()).startsWith("Acknowledged in ");
    assertThat(run.err()).contains("type io.github.maestroevents.test", "(scripted, room lobby)");
    assertThat(ScriptedProvider.SENT)
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.maestroEvent()).isInstanceOf(HostEvent.class);
              assertThat(sent.attributes()).containsEntry("type", "io.github.maestroevents.test");
              assertThat(new String(sent.payload(), UTF_8)).contains("\"test\":true");
            });
  }

  @Test
  void answerOfTheDestination_isTold() throws IOException {
    CliRun refused = send("audit", "audit.type=scripted", "audit.answer=refused");
    CliRun later = send("audit", "audit.type=scripted", "audit.answer=later");

    assertThat(refused.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(refused.out()).contains("Refused after ", "for good: ", "no such room");
    assertThat(later.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(later.out())
        .contains("Not delivered after ", "a host would try again: ", "come back later");
  }

  @Test
  void silenceOfTheDestination_isWaitedForNoLongerThanSaid() throws IOException {
    CliRun run =
        CliRun.of(
            "config",
            "send-test-event",
            file("audit.type=scripted", "audit.answer=nothing").toString(),
            "--destination",
            "audit",
            "--timeout",
            "1");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.out())
        .contains("No answer within 1 s", "waits up to request-timeout=10s", "longer --timeout");
  }

  @Test
  void answerOfKafka_isNotCalledAnAcknowledgement_whereNobodyIsAsked() throws IOException {
    CliRun run = send("audit", "audit.type=scripted", "audit.kafka.acks=0");

    assertThat(run.exit()).isEqualTo(ExitCodes.DONE);
    assertThat(run.out()).startsWith("Sent; kafka.acks=0 asks nobody").doesNotContain("Acknow");
  }

  @Test
  void destinationThatIsNotThere_isRefused_withThoseThatAre() throws IOException {
    CliRun run = send("adit", "audit.type=scripted", "audit.paper.type=A4", "pager.type=log");

    assertThat(run.exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("\"adit\"", "there are audit, pager").doesNotContain("paper");
    assertThat(ScriptedProvider.SENT).isEmpty();
  }

  @Test
  void destinationOfDeadLetters_isProvedToo() throws IOException {
    CliRun run =
        send(
            "spare",
            "audit.type=log",
            "audit.dead-letters=destination:spare",
            "spare.type=scripted");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.DONE);
    assertThat(ScriptedProvider.SENT).hasSize(1);
  }

  @Test
  void everyCommand_saysThatEverythingIsDisabled() throws IOException {
    Path off =
        Files.write(
            temporary.resolve("off.properties"),
            List.of("maestro.events.enabled=false", PREFIX + "audit.type=scripted"));
    Path event =
        Files.write(temporary.resolve("event"), MaestroEventJson.write(TestEvents.event()));
    for (List<String> words :
        List.of(
            List.of("check", off.toString()),
            List.of("explain", off.toString()),
            List.of("route", off.toString(), event.toString()),
            List.of("send-test-event", off.toString(), "--destination", "audit"))) {
      List<String> line = new ArrayList<>(List.of("config"));
      line.addAll(words);

      CliRun run = CliRun.of(line.toArray(String[]::new));

      assertThat(run.out() + run.err())
          .as(words.get(0))
          .contains("disabled by maestro.events.enabled (off.properties:1)")
          .doesNotContain("No mistakes");
    }
    assertThat(ScriptedProvider.SENT).isEmpty();
  }

  @Test
  void journal_isReplayedToADestinationOfTheConfiguration() throws IOException {
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 3);

    CliRun run =
        CliRun.of(
            "journal",
            "replay",
            "-d",
            journal.directory(),
            "--config",
            file("audit.type=scripted").toString(),
            "--to",
            "audit");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.DONE);
    assertThat(run.out()).contains("3 events delivered");
    assertThat(ScriptedProvider.SENT).hasSize(3);
  }

  @Test
  void replay_refusesMistakesOfTheConfiguration_andTwoTargets() throws IOException {
    TestJournal journal = TestJournal.with(temporary.resolve("journal"), 3);
    List<String> words =
        List.of("journal", "replay", "-d", journal.directory(), "--to", "audit", "--config");
    List<String> wrong = new ArrayList<>(words);
    wrong.add(file("audit.type=scripted", "audit.romm=lobby").toString());
    CliRun mistaken = CliRun.of(wrong.toArray(String[]::new));
    List<String> both = new ArrayList<>(words);
    both.addAll(List.of(file("audit.type=scripted").toString(), "--publisher", "com.example.X"));
    CliRun ambiguous = CliRun.of(both.toArray(String[]::new));

    assertThat(mistaken.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(mistaken.err()).contains("audit.romm").hasLineCount(1);
    assertThat(ambiguous.exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(ambiguous.err()).contains("either --publisher or --to");
    assertThat(ScriptedProvider.SENT).isEmpty();
  }

  private CliRun send(String destination, String... lines) throws IOException {
    return CliRun.of(
        "config", "send-test-event", file(lines).toString(), "--destination", destination);
  }

  private CliRun config(String command, String... lines) throws IOException {
    return CliRun.of("config", command, file(lines).toString());
  }

  private Path file(String... lines) throws IOException {
    List<String> whole = new ArrayList<>();
    for (String line : lines) {
      whole.add(PREFIX + line);
    }
    return Files.write(temporary.resolve("events.properties"), whole);
  }

  private static String line(List<String> lines, String setting) {
    return lines.stream()
        .filter(line -> line.startsWith("  " + setting + " "))
        .findFirst()
        .orElseThrow();
  }
}
