package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules that every {@link EventJournal} keeps: what the delivery engine relies on. Extend it
 * once per store; the rules are explained in {@code docs/journal-contract.md}.
 */
public abstract class EventJournalContract {

  private static final Instant ACCEPTED = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final long ALL = Long.MAX_VALUE;

  private final List<EventJournal> opened = new ArrayList<>();

  /** For subclasses. */
  protected EventJournalContract() {}

  /**
   * Opens the journal of this test: empty at first, later what was in it when it was last closed.
   * Each test has a store of its own.
   */
  protected abstract EventJournal open() throws Exception;

  @AfterEach
  final void closeAll() {
    opened.forEach(EventJournal::close);
  }

  private EventJournal journal() {
    try {
      EventJournal journal = open();
      opened.add(journal);
      return journal;
    } catch (Exception e) {
      throw new IllegalStateException("The journal does not open", e);
    }
  }

  private static JournalEntry entry(long sequence) {
    EncodedEvent event =
        new EncodedEvent(
            new EventId(String.format("%032x", sequence)),
            "STEP_INSTANCE_STATUS_CHANGE_EVENT",
            EventLevel.WARN,
            "run-\u00e9\u4e2d",
            "application/json",
            new byte[] {'{', 0, (byte) 0xff, (byte) sequence, '}'},
            Map.of("id", "x" + sequence, "subject", "a/\u00e9", "empty", ""));
    return new JournalEntry(sequence, ACCEPTED, event);
  }

  private static List<JournalEntry> entries(long... sequences) {
    List<JournalEntry> entries = new ArrayList<>();
    for (long sequence : sequences) {
      entries.add(entry(sequence));
    }
    return entries;
  }

  private static JournalEntry aMomentLater(JournalEntry entry) {
    return new JournalEntry(entry.sequence(), entry.acceptedAt().plusMillis(500), entry.event());
  }

  private static List<Long> sequences(List<JournalEntry> entries) {
    return entries.stream().map(JournalEntry::sequence).toList();
  }

  @Test
  public final void rule301_emptyJournal_holdsNothing() {
    EventJournal journal = journal();

    assertThat(journal.lastSequence()).isZero();
    assertThat(journal.read(0, 10, ALL)).isEmpty();
    assertThat(journal.stats().events()).isZero();
    assertThat(journal.stats().oldest()).isNull();
    assertThat(journal.adopt(1)).isZero();
  }

  @Test
  public final void rule302_read_bringsAllOfAnEventBack() {
    EventJournal journal = journal();
    journal.append(entries(7));

    JournalEntry read = journal.read(0, 1, ALL).get(0);

    JournalEntry written = entry(7);
    assertThat(read.sequence()).isEqualTo(7);
    assertThat(read.acceptedAt()).isEqualTo(ACCEPTED);
    assertThat(read.event().id()).isEqualTo(written.event().id());
    assertThat(read.event().type()).isEqualTo(written.event().type());
    assertThat(read.event().level()).isEqualTo(written.event().level());
    assertThat(read.event().orderingKey()).isEqualTo(written.event().orderingKey());
    assertThat(read.event().contentType()).isEqualTo(written.event().contentType());
    assertThat(read.event().payload()).isEqualTo(written.event().payload());
    assertThat(read.event().attributes()).isEqualTo(written.event().attributes());
  }

  @Test
  public final void rule303_read_isInTheOrderOfSequences_whateverWasWrittenFirst() {
    EventJournal journal = journal();
    journal.append(entries(10, 11));
    journal.append(entries(3, 5, 20));

    assertThat(sequences(journal.read(0, 10, ALL))).containsExactly(3L, 5L, 10L, 11L, 20L);
    assertThat(sequences(journal.read(5, 2, ALL))).containsExactly(10L, 11L);
    assertThat(journal.read(20, 10, ALL)).isEmpty();
  }

  @Test
  public final void rule304_read_keepsToItsBounds_butBringsOneAtLeast() {
    EventJournal journal = journal();
    journal.append(entries(1, 2, 3));
    long bytes = entry(1).event().sizeBytes();

    assertThat(sequences(journal.read(0, 2, ALL))).containsExactly(1L, 2L);
    assertThat(sequences(journal.read(0, 10, 2 * bytes))).startsWith(1L).isSubsetOf(1L, 2L);
    assertThat(sequences(journal.read(0, 10, 1))).containsExactly(1L);
  }

  @Test
  public final void rule305_acknowledge_forgets_andIgnoresWhatIsNotThere() {
    EventJournal journal = journal();
    journal.append(entries(1, 2, 3));

    journal.acknowledge(new long[] {2, 99, 1});
    journal.acknowledge(new long[] {2});

    assertThat(sequences(journal.read(0, 10, ALL))).containsExactly(3L);
    assertThat(journal.stats().events()).isEqualTo(1);
  }

  @Test
  public final void rule306_whatWasWritten_isThereAfterReopening() {
    EventJournal journal = journal();
    journal.append(entries(4, 5, 6));
    journal.acknowledge(new long[] {5});
    journal.close();

    EventJournal reopened = journal();

    assertThat(sequences(reopened.read(0, 10, ALL))).containsExactly(4L, 6L);
    assertThat(reopened.lastSequence()).isGreaterThanOrEqualTo(6);
    assertThat(reopened.stats().events()).isEqualTo(2);
    assertThat(reopened.stats().oldest()).isEqualTo(ACCEPTED);
  }

  @Test
  public final void rule307_repeatedAppend_leavesWhatIsThereAsItIs() {
    EventJournal journal = journal();
    journal.append(entries(1, 2));

    journal.append(entries(1, 2, 3));
    journal.append(entries(2, 4).stream().map(EventJournalContract::aMomentLater).toList());

    assertThat(sequences(journal.read(0, 10, ALL))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(journal.read(0, 10, ALL).get(1).acceptedAt()).isEqualTo(ACCEPTED);
    assertThat(journal.stats().events()).isEqualTo(4);
  }

  @Test
  public final void rule308_manyEntries_goInAndOut() {
    EventJournal journal = journal();
    long[] sequences = new long[5000];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = i + 1L;
    }
    journal.append(entries(sequences));
    assertThat(journal.read(0, 10_000, ALL)).hasSize(5000);

    journal.acknowledge(sequences);

    assertThat(journal.read(0, 1, ALL)).isEmpty();
    assertThat(journal.stats().events()).isZero();
    assertThat(journal.stats().oldest()).isNull();
  }

  @Test
  public final void rule309_close_isIdempotent() {
    EventJournal journal = journal();
    journal.append(entries(1));

    journal.close();
    journal.close();
  }
}
