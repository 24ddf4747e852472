package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import org.jspecify.annotations.Nullable;

/** Which settings go with a journal: a contradiction is named, never repaired. */
public final class JournalRules {

  private JournalRules() {}

  public static void check(
      AcceptancePolicy acceptance, QueuePolicy queue, @Nullable JournalSettings journal) {
    if (journal == null) {
      require(
          !acceptance.isJournaled(),
          "Acceptance level JOURNALED needs a journal; set journal(…), or another acceptance level");
      require(
          queue.overflow() != OverflowPolicy.SPILL,
          "Overflow policy SPILL needs a journal; set journal(…), or another overflow policy");
      return;
    }
    require(
        !acceptance.isConfirmed(),
        "A journal is of no use under acceptance level CONFIRMED, where the caller keeps the event until"
            + " it is delivered; leave journal(…) out, or set another acceptance level");
    require(
        acceptance.isJournaled() || queue.overflow() == OverflowPolicy.SPILL,
        "Under acceptance level MEMORY the journal takes what the queue cannot hold: overflow must be"
            + " SPILL, as in QueuePolicy.spilling(), but is "
            + queue.overflow());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
