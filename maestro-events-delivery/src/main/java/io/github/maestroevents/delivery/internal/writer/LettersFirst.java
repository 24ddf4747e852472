package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.LongStream;

/**
 * A journal that forgets no event that was given up before its dead letter is durable: it is in the
 * one or in the other, also after a power cut. While the letters cannot be made durable, their
 * events stay in the journal, and all others are forgotten as usual; a disk that fails is asked
 * again after a pause. Confined to the journal thread.
 *
 * <p>Whoever acknowledges tells the two kinds apart: the sequence of an event with a letter is
 * given as its negative.
 */
public final class LettersFirst implements EventJournal {

  /**
   * So many events whose letters are not durable are remembered, at 8 bytes each; what goes beyond
   * stays in the journal until it is opened again, and is then delivered or dead-lettered anew.
   */
  static final int MOST_KEPT = 1 << 16;

  private final EventJournal journal;
  private final DeadLetterHandler letters;
  private final ObjIntConsumer<Throwable> notDurable;
  private final Runnable durable;
  private final DeliveryClock clock;

  /** Events whose letters are not known to be durable. */
  private long[] kept = new long[0];

  /** How many more there are that are not remembered. */
  private int leftInJournal;

  private boolean hasFailed;
  private long retryNanos;

  /**
   * @param notDurable told why letters cannot be made durable, and of how many events
   * @param durable told when there are none of these any more; must not throw, as the other
   */
  public LettersFirst(
      EventJournal journal,
      DeadLetterHandler letters,
      ObjIntConsumer<Throwable> notDurable,
      Runnable durable,
      DeliveryClock clock) {
    this.journal = journal;
    this.letters = letters;
    this.notDurable = notDurable;
    this.durable = durable;
    this.clock = clock;
  }

  /** Without sequences: what is kept is tried at once, as at the end, and not after the pause. */
  @Override
  public void acknowledge(long[] sequences) {
    acknowledge(sequences, sequences.length > 0 && isPausing());
  }

  private void acknowledge(long[] sequences, boolean isPausing) {
    long[] withLetters = withLetters(sequences);
    long[] waiting = LongStream.concat(LongStream.of(kept), LongStream.of(withLetters)).toArray();
    if (waiting.length == 0) {
      forget(sequences);
      return;
    }
    long[] others = LongStream.of(sequences).filter(sequence -> sequence >= 0).toArray();
    if (!isPausing && areDurable(waiting.length)) {
      forget(LongStream.concat(LongStream.of(waiting), LongStream.of(others)).toArray());
      kept = new long[0];
      leftInJournal = 0;
    } else {
      forget(others);
      keep(waiting);
    }
  }

  private boolean isPausing() {
    return hasFailed && retryNanos - clock.nanoTime() > 0;
  }

  private static long[] withLetters(long[] sequences) {
    return LongStream.of(sequences).filter(sequence -> sequence < 0).map(each -> -each).toArray();
  }

  private boolean areDurable(int events) {
    try {
      letters.sync();
      hasFailed = false;
      durable.run();
      return true;
    } catch (Throwable thrown) { // the host's handler, or a disk that fails
      hasFailed = true;
      notDurable.accept(thrown, events + leftInJournal);
      retryNanos = clock.nanoTime() + TimeLimits.LETTERS_RETRY_NANOS; // a failing disk may be slow
      return false;
    }
  }

  private void forget(long[] sequences) {
    if (sequences.length > 0) {
      journal.acknowledge(sequences);
    }
  }

  private void keep(long[] waiting) {
    leftInJournal += Math.max(0, waiting.length - MOST_KEPT);
    kept = waiting.length > MOST_KEPT ? Arrays.copyOf(waiting, MOST_KEPT) : waiting;
  }

  /** Called every few seconds, so what is kept is tried again here too. */
  @Override
  public int adopt(long nextSequence) {
    if (kept.length > 0 && !isPausing()) {
      tryAgain();
    }
    return journal.adopt(nextSequence);
  }

  private void tryAgain() {
    try {
      acknowledge(new long[0]);
    } catch (Throwable thrown) { // the store's code, which must be asked to adopt all the same
      return; // they are kept, and tried again with the next
    }
  }

  @Override
  public long lastSequence() {
    return journal.lastSequence();
  }

  @Override
  public void append(List<JournalEntry> entries) {
    journal.append(entries);
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    return journal.read(after, maxEntries, maxBytes);
  }

  @Override
  public JournalStats stats() {
    return journal.stats();
  }

  @Override
  public void close() {
    journal.close();
  }
}
