package io.github.maestroevents.journal.internal.jdbc;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a journal in one kind of database. Confined to the journal thread. Everything may
 * block on the database, and throws {@code JournalException} when it fails, saying where.
 */
public interface JournalTables extends AutoCloseable {

  /** The largest sequence ever written. */
  long lastSequence();

  /** All or none, durable on return. */
  void insert(List<JournalEntry> entries);

  /** Rows above a sequence, ascending, up to the first that reaches either bound. */
  List<StoredEvent> select(long after, int maxRows, long maxBytes);

  /** Forgets rows; may come back after a power cut, never partly. */
  void delete(long[] sequences);

  /** Moves rows out of the way of delivery, with their bytes. */
  void quarantine(List<DamagedRow> rows);

  /** See {@code EventJournal.adopt}. */
  int adopt(long nextSequence);

  /** See {@code EventJournal.nodeBoard}. */
  default Optional<NodeBoard> nodeBoard() {
    return Optional.empty();
  }

  /** What the tables hold now. */
  JournalStats measure();

  /** The database and the place in it, as messages name it. */
  String place();

  @Override
  void close();
}
