package io.github.maestroevents.journal;

import static io.github.maestroevents.journal.testbed.Entries.TIME;
import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.entry;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.testbed.Entries;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any journal in tables does, whatever the database. */
abstract class EventJournalRules {

  private EventJournal journal;

  /** The same place each time within a test, empty before the first. */
  abstract EventJournal open() throws Exception;

  @BeforeEach
  void openJournal() throws Exception {
    journal = open();
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  private void reopen() throws Exception {
    journal.close();
    journal = open();
  }

  @Test
  void journal_isEmpty_whenNew() {
    assertThat(journal.lastSequence()).isZero();
    assertThat(journal.read(0, 10, 1000)).isEmpty();
    assertThat(journal.stats().events()).isZero();
    assertThat(journal.stats().oldest()).isNull();
    assertThat(journal.stats().quarantined()).isZero();
    assertThat(journal.adopt(1)).isZero();
  }

  @Test
  void read_bringsBackAllOfAnEvent_afterRestart() throws Exception {
    JournalEntry stored = entry(1, 3000);
    journal.append(List.of(stored));
    reopen();

    assertSame(journal.read(0, 10, 1).get(0), stored);
  }

  @Test
  void read_bringsBackTextThatDatabasesRefuse() throws Exception {
    String hostile =
        "nul \u0000, lone \ud800 and \udc00, pair \ud83d\ude00, \\ \\u0041 \"'\n\u202e";
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("z", hostile);
    attributes.put("a", "");
    attributes.put("subject", "%00%F0%9F%98%80%zz%");
    JournalEntry stored =
        new JournalEntry(
            5,
            Instant.parse("1999-01-01T00:00:00Z"),
            new EncodedEvent(
                new EventId("00112233445566778899aabbccddeeff"),
                hostile,
                EventLevel.ERROR,
                hostile,
                hostile,
                new byte[] {0, -1, 127, -128},
                attributes));
    journal.append(List.of(stored));
    reopen();

    assertSame(journal.read(0, 10, 1).get(0), stored);
  }

  @Test
  void read_bringsBackAnEventWithoutKeyAttributesOrPayload() {
    JournalEntry stored =
        new JournalEntry(
            1,
            TIME,
            new EncodedEvent(Entries.id(1), "", EventLevel.INFO, "", "", new byte[0], Map.of()));
    journal.append(List.of(stored));

    assertSame(journal.read(0, 10, 1).get(0), stored);
  }

  @Test
  void read_sortsBySequence_whateverWasWrittenFirst() {
    journal.append(range(11, 20));
    journal.append(range(1, 5));

    assertThat(sequences(readAll(journal))).startsWith(1L, 2L, 3L, 4L, 5L, 11L).hasSize(15);
    assertThat(journal.lastSequence()).isEqualTo(20);
  }

  @Test
  void read_keepsItsBounds_butReturnsOneAtLeast() {
    journal.append(range(1, 50, 1000));

    assertThat(sequences(journal.read(10, 5, Long.MAX_VALUE))).isEqualTo(numbers(11, 15));
    assertThat(sequences(journal.read(0, 50, 1))).isEqualTo(numbers(1, 1));
    List<JournalEntry> bounded = journal.read(0, 50, 5000);
    assertThat(bounded).hasSizeBetween(2, 5);
    assertThat(bounded.stream().mapToLong(e -> e.event().sizeBytes()).sum())
        .isLessThanOrEqualTo(5000);
    assertThat(journal.read(50, 10, 1000)).isEmpty();
  }

  @Test
  void acknowledge_forgets_andIgnoresWhatIsUnknown() throws Exception {
    journal.append(range(1, 100));
    journal.acknowledge(new long[] {7, 3, 4, 5, 500, 3});
    journal.acknowledge(new long[] {3});
    journal.acknowledge(new long[0]);

    assertThat(journal.stats().events()).isEqualTo(96);
    assertThat(sequences(journal.read(0, 4, Long.MAX_VALUE))).containsExactly(1L, 2L, 6L, 8L);
    reopen();
    assertThat(journal.stats().events()).isEqualTo(96);
    assertThat(sequences(readAll(journal))).hasSize(96).doesNotContain(3L, 4L, 5L, 7L);
  }

  @Test
  void lastSequence_isRemembered_whenNothingIsLeft() throws Exception {
    journal.append(range(1, 10));
    journal.acknowledge(array(1, 10));
    reopen();

    assertThat(journal.lastSequence()).isEqualTo(10);
    assertThat(journal.stats().events()).isZero();
  }

  @Test
  void stats_tellCountSizeAndOldest() throws Exception {
    journal.append(range(1, 10));
    journal.append(range(11, 20));
    JournalStats before = journal.stats();
    journal.acknowledge(array(1, 5));

    assertThat(before.events()).isEqualTo(20);
    assertThat(before.bytes()).isPositive();
    assertThat(before.oldest()).isEqualTo(TIME.plusMillis(1));
    assertThat(journal.stats().oldest()).isEqualTo(TIME.plusMillis(6));
    reopen();
    assertThat(journal.stats().oldest()).isEqualTo(TIME.plusMillis(6));
    assertThat(journal.stats().events()).isEqualTo(15);
  }

  @Test
  void order_isThatOfTheSequence_whenTheClockJumpsBack() {
    journal.append(List.of(at(1, TIME), at(2, TIME.minusSeconds(3600)), at(3, Instant.EPOCH)));

    assertThat(sequences(readAll(journal))).containsExactly(1L, 2L, 3L);
    assertThat(journal.stats().oldest()).isEqualTo(TIME);
  }

  @Test
  void append_isRefused_whenSequencesDoNotAscend() {
    assertThatThrownBy(() -> journal.append(List.of(entry(2), entry(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 follows 2");
    assertThat(journal.stats().events()).isZero();
  }

  @Test
  void append_writesNothing_whenASequenceIsTakenByAnotherEvent() {
    journal.append(range(1, 3));
    JournalEntry other = new JournalEntry(3, TIME, Entries.event(99, "other", 100));

    assertThatThrownBy(() -> journal.append(List.of(other, entry(4))))
        .isInstanceOf(JournalException.class);
    assertThat(sequences(readAll(journal))).containsExactly(1L, 2L, 3L);
    assertThat(journal.stats().events()).isEqualTo(3);
    journal.append(range(4, 5));
    assertThat(journal.stats().events()).isEqualTo(5);
  }

  @Test
  void close_isIdempotent_andEverythingButStatsFailsAfterwards() {
    journal.append(range(1, 3));
    journal.close();
    journal.close();

    assertThatThrownBy(() -> journal.read(0, 1, 1))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> journal.append(range(4, 4))).isInstanceOf(JournalException.class);
    assertThat(journal.stats().events()).isEqualTo(3);
  }

  private static JournalEntry at(long sequence, Instant time) {
    return new JournalEntry(sequence, time, entry(sequence).event());
  }

  private static void assertSame(JournalEntry actual, JournalEntry expected) {
    assertThat(actual.sequence()).isEqualTo(expected.sequence());
    assertThat(actual.acceptedAt()).isEqualTo(expected.acceptedAt());
    EncodedEvent event = actual.event();
    EncodedEvent wanted = expected.event();
    assertThat(event.id()).isEqualTo(wanted.id());
    assertThat(event.type()).isEqualTo(wanted.type());
    assertThat(event.level()).isEqualTo(wanted.level());
    assertThat(event.orderingKey()).isEqualTo(wanted.orderingKey());
    assertThat(event.contentType()).isEqualTo(wanted.contentType());
    assertThat(event.payload()).isEqualTo(wanted.payload());
    assertThat(List.copyOf(event.attributes().entrySet()))
        .isEqualTo(List.copyOf(wanted.attributes().entrySet()));
    assertThat(event.sizeBytes()).isEqualTo(wanted.sizeBytes());
  }
}
