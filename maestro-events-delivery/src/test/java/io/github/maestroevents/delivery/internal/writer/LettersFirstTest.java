package io.github.maestroevents.delivery.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Dead letters and the journal they come from. */
class LettersFirstTest {

  private static final Duration PAUSE = Duration.ofNanos(TimeLimits.LETTERS_RETRY_NANOS);

  private final FakeJournal journal = new FakeJournal();
  private final FakeClock clock = new FakeClock();
  private final FailingFile letters = new FailingFile();
  private final List<String> told = new ArrayList<>();
  private final LettersFirst lettersFirst =
      new LettersFirst(
          journal,
          letters.borrowed(),
          (cause, events) -> told.add(events + " not: " + cause.getMessage()),
          () -> told.add("all"),
          clock);

  @Test
  void event_isForgotten_onlyWhenItsLetterIsOnDisk() {
    append(1);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-1});
    assertThat(journal.names()).containsExactly("run/1");

    letters.fails = false;
    lettersFirst.acknowledge(new long[0]);
    assertThat(journal.names()).isEmpty();
    assertThat(told).containsExactly("1 not: no disk", "all");
  }

  @Test
  void eventsWithoutALetter_areForgotten_whateverBecomesOfTheLetters() {
    append(1, 2, 3, 4);
    letters.fails = true;

    lettersFirst.acknowledge(new long[] {1, -2, 3});
    assertThat(journal.names()).containsExactly("run/2", "run/4");
    lettersFirst.acknowledge(new long[] {4});
    assertThat(journal.names()).containsExactly("run/2");
  }

  @Test
  void eventsWithoutALetter_askForNoSync() {
    append(1);
    letters.fails = true;

    lettersFirst.acknowledge(new long[] {1});

    assertThat(journal.names()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void eventWhoseLetterWasNotOnDisk_isForgottenLater_thoughNothingElseIsAcknowledged() {
    append(1);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-1});

    letters.fails = false;
    clock.advance(PAUSE);
    assertThat(lettersFirst.adopt(2)).isZero();

    assertThat(journal.names()).isEmpty();
  }

  @Test
  void diskThatFails_isAskedAgain_onlyAfterAPause() {
    append(1, 2, 3);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-1});
    lettersFirst.acknowledge(new long[] {-2});
    lettersFirst.acknowledge(new long[] {3});
    lettersFirst.adopt(4);
    assertThat(letters.syncs).isEqualTo(1);
    assertThat(journal.names()).containsExactly("run/1", "run/2");

    clock.advance(PAUSE);
    letters.fails = false;
    lettersFirst.adopt(4);

    assertThat(letters.syncs).isEqualTo(2);
    assertThat(journal.names()).isEmpty();
  }

  @Test
  void diskThatFailed_isAskedAtOnce_atTheEnd() {
    append(1);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-1});

    letters.fails = false;
    lettersFirst.acknowledge(new long[0]);

    assertThat(journal.names()).isEmpty();
  }

  @Test
  void neighbours_areAdopted_thoughTheJournalForgetsNothing() {
    append(1);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-1});
    letters.fails = false;
    clock.advance(PAUSE);
    journal.failAcknowledging(new IllegalStateException("no disk"));
    journal.meanwhile = () -> told.add("adopted");

    assertThat(lettersFirst.adopt(2)).isZero();

    assertThat(told).last().isEqualTo("adopted");
    assertThat(journal.names()).containsExactly("run/1");
  }

  @Test
  void whatIsRemembered_isBounded_andTheRestStaysInTheJournal() {
    letters.fails = true;
    for (int first = 1; first < 3 * LettersFirst.MOST_KEPT; first += 1000) {
      lettersFirst.acknowledge(LongStream.range(first, first + 1000).map(each -> -each).toArray());
      clock.advance(PAUSE);
    }
    append(1, 3 * LettersFirst.MOST_KEPT);

    letters.fails = false;
    lettersFirst.acknowledge(new long[0]);

    assertThat(journal.names()).containsExactly("run/" + 3 * LettersFirst.MOST_KEPT);
    assertThat(told.get(told.size() - 2)).isEqualTo("197000 not: no disk");
  }

  @Test
  void whatTheJournalDoesNotForget_isAcknowledgedOnceMore_andNotTwice() {
    append(1, 2);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-1});
    journal.failAcknowledging(new IllegalStateException("no disk"));
    letters.fails = false;
    clock.advance(PAUSE);
    assertThatThrownBy(() -> lettersFirst.acknowledge(new long[] {-2}))
        .isInstanceOf(IllegalStateException.class);

    journal.failAcknowledging(null);
    letters.fails = true;
    lettersFirst.acknowledge(new long[] {-2});

    assertThat(told).last().isEqualTo("2 not: no disk");
  }

  private void append(long... sequences) {
    lettersFirst.append(
        LongStream.of(sequences)
            .mapToObj(
                sequence ->
                    new JournalEntry(
                        sequence,
                        Instant.EPOCH,
                        EncodedEvent.of(Events.event("run", (int) sequence))))
            .toList());
  }

  private static final class FailingFile implements DeadLetterHandler {

    boolean fails;
    int syncs;

    @Override
    public void handle(DeadLetter deadLetter) {}

    @Override
    public void sync() {
      syncs++;
      if (fails) {
        throw new UncheckedIOException("no disk", new IOException());
      }
    }
  }
}
