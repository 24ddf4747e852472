package io.github.maestroevents.journal.internal.jdbc;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A journal in tables, one row per event: checks each row it reads and quarantines what is damaged.
 * All methods but {@link #stats()} and {@link #nodeBoard()} belong to the journal thread.
 */
public final class JdbcEventJournal implements EventJournal {

  private final JournalTables tables;
  private boolean closed;

  // Publishes each new snapshot to whoever asks.
  private volatile JournalStats stats;

  private JdbcEventJournal(JournalTables tables) {
    this.tables = tables;
    this.stats = tables.measure();
  }

  /** The journal in these tables, which it closes: at its end, or here if they cannot be read. */
  public static EventJournal over(JournalTables tables) {
    try {
      return new JdbcEventJournal(tables);
    } catch (RuntimeException | Error e) {
      tables.close();
      throw e;
    }
  }

  @Override
  public long lastSequence() {
    requireOpen();
    return tables.lastSequence();
  }

  @Override
  public void append(List<JournalEntry> entries) {
    requireNonNull(entries, "entries");
    requireOpen();
    requireAscending(entries);
    tables.insert(entries);
    stats = tables.measure();
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    if (maxEntries < 1) {
      throw new IllegalArgumentException("maxEntries must be at least 1, but is " + maxEntries);
    }
    requireOpen();
    while (true) {
      List<StoredEvent> rows = tables.select(after, maxEntries, maxBytes);
      List<JournalEntry> entries = sound(rows, maxBytes);
      stats = tables.measure(); // what was damaged is gone
      if (!entries.isEmpty() || rows.isEmpty()) {
        return entries;
      } // else all of them were damaged, and are gone
    }
  }

  private List<JournalEntry> sound(List<StoredEvent> rows, long maxBytes) {
    long bytes = 0;
    List<JournalEntry> entries = new ArrayList<>(rows.size());
    List<DamagedRow> damaged = new ArrayList<>();
    for (StoredEvent row : rows) {
      try {
        JournalEntry entry = row.entry();
        bytes += entry.event().sizeBytes();
        if (bytes > maxBytes && !entries.isEmpty()) {
          break; // a row is measured in characters, which may be fewer than its bytes
        }
        entries.add(entry);
      } catch (DamagedRowException e) {
        damaged.add(new DamagedRow(row.sequence(), String.valueOf(e.getMessage())));
      }
    }
    if (!damaged.isEmpty()) {
      tables.quarantine(damaged);
      DamagedRow.report(damaged, tables.place());
    }
    return entries;
  }

  @Override
  public void acknowledge(long[] sequences) {
    requireNonNull(sequences, "sequences");
    requireOpen();
    if (sequences.length > 0) {
      tables.delete(sequences);
      stats = tables.measure();
    }
  }

  @Override
  public int adopt(long nextSequence) {
    requireOpen();
    int adopted = tables.adopt(nextSequence);
    if (adopted > 0) {
      stats = tables.measure();
    }
    return adopted;
  }

  @Override
  public Optional<NodeBoard> nodeBoard() {
    return tables.nodeBoard();
  }

  @Override
  public JournalStats stats() {
    return stats;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tables.close();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new JournalException("The journal " + tables.place() + " is closed");
    }
  }

  private static void requireAscending(List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("Nothing to append");
    }
    long last = 0;
    for (JournalEntry entry : entries) {
      if (entry.sequence() <= last) {
        throw new IllegalArgumentException(
            "Sequences must ascend, but " + entry.sequence() + " follows " + last);
      }
      last = entry.sequence();
    }
  }

  @Override
  public String toString() {
    return "JdbcEventJournal[" + tables.place() + "]";
  }
}
