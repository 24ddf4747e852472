package io.github.maestroevents.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What stands between the delivery thread and a journal, put together.
 *
 * @param found what the journal held when it was opened
 * @param front null under SPILL
 */
record JournalLink(
    JournalSettings settings,
    JournalStats found,
    Sequences sequences,
    JournalDesk desk,
    @Nullable Front front,
    JournalTurn turn) {

  /** Null for a publisher without a journal. Reads from the journal. */
  static @Nullable JournalLink of(EngineSettings settings, Intake intake, Destination destination) {
    JournalSettings journal = settings.journal();
    if (journal == null) {
      return null;
    }
    Sequences sequences = new Sequences(journal.store().lastSequence());
    JournalDesk desk = new JournalDesk();
    Front front =
        settings.acceptance().isJournaled()
            ? new Front(intake, new Preparation(destination), sequences)
            : null;
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
