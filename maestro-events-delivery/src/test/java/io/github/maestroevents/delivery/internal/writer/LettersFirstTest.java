package io.github.maestroevents.delivery.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dead letters and the journal they come from. */
class LettersFirstTest {

  private final FakeJournal journal = new FakeJournal();
  private final FailingFile letters = new FailingFile();
  private final LettersFirst lettersFirst = new LettersFirst(journal, letters.borrowed());

  @Test
  void event_isForgotten_onlyWhenItsLetterIsOnDisk() {
    lettersFirst.append(
        List.of(new JournalEntry(1, Instant.EPOCH, EncodedEvent.of(Events.event("run", 1)))));

    letters.fails = true;
    assertThatThrownBy(() -> lettersFirst.acknowledge(new long[] {1}))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(journal.names()).containsExactly("run/1");

    letters.fails = false;
    lettersFirst.acknowledge(new long[] {1});
    assertThat(journal.names()).isEmpty();
  }

  private static final class FailingFile implements DeadLetterHandler {

    boolean fails;

    @Override
    public void handle(DeadLetter deadLetter) {}

    @Override
    public void sync() {
      if (fails) {
        throw new UncheckedIOException(new IOException("no disk"));
      }
    }
  }
}
