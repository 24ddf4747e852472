package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.row.StoredText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits in a journal, as a look into it found it.
 *
 * @param node whose event it is, in a shared journal; empty in a directory
 * @param sequence its place in the order of delivery of its node
 * @param acceptedAt when the host took it up
 * @param workflowId the workflow it is about; null if it names none
 * @param entry the event itself; null if the row is damaged
 * @param damage what is wrong with the row; null if nothing is
 */
public record JournalRow(
    String node,
    long sequence,
    Instant acceptedAt,
    @Nullable String workflowId,
    @Nullable JournalEntry entry,
    @Nullable String damage) {

  static JournalRow of(String node, StoredEvent stored) {
    return of(node, stored, null);
  }

  /**
   * @param unread why the row was not read whole; null if it was
   */
  static JournalRow of(String node, StoredEvent stored, @Nullable String unread) {
    JournalEntry entry = null;
    String damage = null;
    try {
      entry = stored.entry();
    } catch (DamagedRowException e) {
      damage = unread == null ? String.valueOf(e.getMessage()) : unread;
    }
    return new JournalRow(
        node, stored.sequence(), stored.acceptedAt(), readable(stored.workflowId()), entry, damage);
  }

  /** Stored text as it was, or as it stands where it cannot be read. */
  static @Nullable String readable(@Nullable String stored) {
    try {
      return stored == null ? null : StoredText.decode(stored);
    } catch (IllegalArgumentException damaged) {
      return stored;
    }
  }
}
