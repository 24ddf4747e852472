package io.github.maestroevents.delivery.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be discarded for what a journal has no room for. */
class FittingWriteTest {

  private final FakeJournal journal = new FakeJournal();

  @Test
  void nothing_isDiscarded_forWhatWouldNotFitIntoAnEmptyJournal() {
    journal.append(
        List.of(new JournalEntry(1, Instant.EPOCH, EncodedEvent.of(Events.event("run", 1)))));

    assertThat(FittingWrite.bytesToDiscard(journal, new JournalFullException("full"))).isPositive();
    assertThat(FittingWrite.bytesToDiscard(journal, JournalFullException.forGood("too large")))
        .isZero();
  }
}
