package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.writer.Front;
import io.github.maestroevents.delivery.internal.writer.GroupCommit;
import io.github.maestroevents.delivery.internal.writer.JournalTurn;
import io.github.maestroevents.delivery.store.JournalStats;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the delivery thread and a journal, put together.
 *
 * @param found what the journal held when it was opened
 * @param front null under SPILL
 */
public record JournalLink(
    JournalSettings settings,
    JournalStats found,
    Sequences sequences,
    JournalDesk desk,
    @Nullable Front front,
    JournalTurn turn) {

  /** Null for a publisher without a journal. Reads from the journal. */
  public static @Nullable JournalLink of(
      EngineSettings settings, Intake intake, Preparation preparation) {
    JournalSettings journal = settings.journal();
    if (journal == null) {
      return null;
    }
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
    JournalTurn turn =
        new JournalTurn(
            journal.store(), journal.policy(), settings.clock(), desk, sequences, commits);
    return new JournalLink(journal, journal.store().stats(), sequences, desk, front, turn);
  }
}
