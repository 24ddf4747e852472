package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.LettersLog;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.writer.Front;
import io.github.maestroevents.delivery.internal.writer.GroupCommit;
import io.github.maestroevents.delivery.internal.writer.JournalTurn;
import io.github.maestroevents.delivery.internal.writer.LettersFirst;
import io.github.maestroevents.delivery.store.EventJournal;
import org.jspecify.annotations.Nullable;

/**
 * The journal thread's side, put together: under JOURNALED it takes from the queue and commits in
 * groups, under SPILL it does what the delivery thread asks for.
 *
 * @param front the way out of the queue under JOURNALED; null under SPILL
 */
record JournalParts(
    JournalSettings settings,
    Sequences sequences,
    JournalDesk desk,
    @Nullable Front front,
    JournalTurn turn) {

  /** Reads from the journal. */
  static JournalParts of(
      EngineSettings settings,
      JournalSettings journal,
      Intake intake,
      Preparation preparation,
      DeliveryLog log) {
    Sequences sequences = new Sequences(journal.store().lastSequence());
    JournalDesk desk = new JournalDesk();
    Front front =
        settings.acceptance().isJournaled() ? new Front(intake, preparation, sequences) : null;
    GroupCommit commits =
        front == null
            ? null
            : new GroupCommit(
                front,
                journal.store(),
                journal.policy(),
                settings.clock(),
                desk,
                settings.inFlight());
    LettersLog letters = log.ofLetters(settings.clock());
    JournalTurn turn =
        new JournalTurn(
            new LettersFirst(
                journal.store(),
                settings.deadLetterHandler(),
                letters::notDurable,
                letters::durable,
                settings.clock()),
            () -> close(journal.store(), log),
            journal.policy(),
            settings.clock(),
            desk,
            sequences,
            commits);
    return new JournalParts(journal, sequences, desk, front, turn);
  }

  private static void close(EventJournal store, DeliveryLog log) {
    try {
      store.close();
    } catch (Throwable thrown) { // the store's code; the engine ends in order all the same
      log.closeFailed("journal", thrown);
    } finally {
      Ownership.free(store); // before the delivery thread learns of it, and close returns
    }
  }

  /** Takes the queue from the journal thread, should that hang at the end. */
  void releaseQueue() {
    if (front != null) {
      front.release();
    }
  }
}
