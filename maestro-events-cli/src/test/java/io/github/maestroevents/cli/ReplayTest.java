package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Out of a journal to a publisher. */
class ReplayTest {

  private static final int EVENTS = 30;

  @TempDir Path temporary;

  private TestJournal journal;

  @BeforeEach
  void writeAJournal() {
    RecordingReplay.reset();
    journal = TestJournal.with(temporary.resolve("journal"), EVENTS);
  }

  @Test
  void replay_deliversInOrder_withinTheLimits_andEmptiesTheJournal() throws Exception {
    Path config = Files.writeString(temporary.resolve("replay.properties"), "topic = events\n");

    CliRun run = replay("--config", config.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("30 events delivered");
    assertThat(RecordingReplay.settings).isEqualTo(Map.of("topic", "events"));
    assertThat(RecordingReplay.closed).isTrue();
    assertThat(RecordingReplay.BATCHES).hasSize(3).allMatch(batch -> batch.size() == 10);
    assertThat(RecordingReplay.ids())
        .isEqualTo(LongStream.rangeClosed(1, EVENTS).mapToObj(TestJournal::id).toList());
    assertThat(journal.count()).isZero();
  }

  @Test
  void replay_stopsWhereTheDestinationIsNotReady_andGoesOnNextTime() {
    RecordingReplay.batchesUntilDown = 1;
    CliRun run = replay();

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("down on purpose").contains("not ready");
    assertThat(journal.count()).isEqualTo(20);
    RecordingReplay.batchesUntilDown = 100;
    assertThat(replay().exit()).isZero();
    assertThat(RecordingReplay.ids()).doesNotHaveDuplicates().hasSize(EVENTS);
  }

  @Test
  void replay_leavesWhatIsRejected() {
    RecordingReplay.REJECTED_KEYS.add("key-1");
    CliRun run = replay();

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("6 events were not delivered").contains("refused on purpose");
    assertThat(run.err()).doesNotContain("secret");
    assertThat(journal.count()).isEqualTo(6);
  }

  @Test
  void replay_ofOneEvent_leavesTheOthers() {
    assertThat(replay("--id", TestJournal.id(7)).exit()).isZero();

    assertThat(RecordingReplay.ids()).containsExactly(TestJournal.id(7));
    assertThat(journal.count()).isEqualTo(EVENTS - 1);
  }

  @Test
  void replay_keepsToTheRate_andIsEven() {
    FakeTime time = new FakeTime();
    Instant begin = time.now();

    CliRun run = CliRun.at(time, words("--rate", "20/s"));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Duration.between(begin, time.now())).isEqualTo(Duration.ofMillis(1400));
    assertThat(RecordingReplay.BATCHES).allMatch(batch -> batch.size() == 2);
    assertThat(RecordingReplay.ids()).hasSize(EVENTS);
  }

  @Test
  void replay_atALowRate_looksAgainAndAgainWhetherTheJournalIsItsOwn() throws Exception {
    FakeTime time = new FakeTime();
    Instant begin = time.now();

    CliRun run = CliRun.at(time, words("--rate", "2/min", "--key", "key-1"));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Duration.between(begin, time.now())).isEqualTo(Duration.ofSeconds(150));
    assertThat(RecordingReplay.BATCHES).hasSize(6);
  }

  @Test
  void replay_withoutARate_waitsForNothing() {
    FakeTime time = new FakeTime();
    Instant begin = time.now();

    assertThat(CliRun.at(time, words()).exit()).isZero();

    assertThat(time.now()).isEqualTo(begin);
  }

  @Test
  void rateThatIsNone_isRefused_beforeAnythingIsDone() {
    for (String rate : List.of("0", "-1/s", "100/day", "fast", "100/", "1.5/s")) {
      CliRun run = replay("--rate", rate);
      assertThat(run.exit()).as(rate).isEqualTo(ExitCodes.USAGE);
      assertThat(run.err()).contains("--rate");
    }
    assertThat(journal.count()).isEqualTo(EVENTS);
    assertThat(RecordingReplay.BATCHES).isEmpty();
  }

  @Test
  void replay_givesAPlainPublisherTheEventsThatWereSent() {
    MaestroEvent sent =
        StepInstanceStatusChangeEvent.builder()
            .workflowId("daily-report")
            .clusterName("test")
            .stepId("load")
            .build();
    try (EventJournal open = journal.open()) {
      open.append(List.of(new JournalEntry(EVENTS + 1, TestJournal.TIME, EncodedEvent.of(sent))));
    }
    RecordingPlainReplay.EVENTS.clear();

    CliRun run =
        Words.of(journal, "replay", "--publisher", RecordingPlainReplay.class.getName()).run();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(RecordingPlainReplay.EVENTS).hasSize(EVENTS + 1).endsWith(sent);
    assertThat(RecordingPlainReplay.EVENTS.get(0))
        .as("not of Maestro's vocabulary")
        .isInstanceOf(OpaqueMaestroEvent.class);
    assertThat(EventId.of(RecordingPlainReplay.EVENTS.get(0)).value()).isEqualTo(TestJournal.id(1));
    assertThat(journal.count()).isZero();
  }

  @Test
  void replay_canKeepAndLog() {
    CliRun run = Words.of(journal, "replay", "--to-log", "--keep", "--workflow", "even").run();

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("15 events delivered and kept").doesNotContain("secret");
    assertThat(journal.count()).isEqualTo(EVENTS);
  }

  @Test
  void replay_toALogThatIsClosed_keepsWhatNobodyHasSeen() {
    journal = TestJournal.with(temporary.resolve("large"), 1000);

    CliRun run = CliRun.withOutputOf(20_000, Words.of(journal, "replay", "--to-log").array());

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("Not all of the output could be written");
    List<String> left = TestJournal.idsOf(journal.read());
    List<String> seen = run.lines();
    assertThat(left).hasSizeBetween(1, 999);
    for (int gone = 1; gone <= 1000 - left.size(); gone++) {
      assertThat(seen.get(gone - 1)).contains(TestJournal.id(gone));
    }
  }

  @Test
  void replay_namesAFactoryThatIsNotThere() {
    CliRun run = Words.of(journal, "replay", "--publisher", "com.example.None").run();

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains("com.example.None").contains("ClassNotFoundException");
    assertThat(journal.count()).isEqualTo(EVENTS);
  }

  @Test
  void replay_wantsToKnowWhereTo() {
    assertThat(Words.of(journal, "replay").run().exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(replay("--to-log").exit()).isEqualTo(ExitCodes.USAGE);
  }

  private CliRun replay(String... more) {
    return CliRun.of(words(more));
  }

  private String[] words(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "--publisher";
    words[1] = RecordingReplay.class.getName();
    System.arraycopy(more, 0, words, 2, more.length);
    return Words.of(journal, "replay", words).array();
  }
}
