package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.journal.internal.jdbc.JournalTables;
import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A node's journal in PostgreSQL. Each piece of work renews the node's lease in its own
 * transaction, so a process that has lost it neither reads nor writes. Confined to the journal
 * thread.
 */
public final class PostgresTables implements JournalTables {

  private static final SafeLogger LOG = SafeLogger.of(PostgresTables.class);

  private final PostgresSession session;
  private final PostgresSettings settings;
  private final PostgresNames names;
  private final PostgresRows rows;
  private final PostgresLease lease;
  private final PostgresAdoption adoption;
  private long lastSequence;
  private PostgresRows.Sum held = PostgresRows.Sum.NOTHING;
  private long quarantined;

  /** Whether the answer to a write is missing, so that what is held has to be counted again. */
  private boolean unanswered;

  /** An adoption of which it is not known whether it was committed. */
  private PostgresAdoption.Range inDoubt = PostgresAdoption.Range.NONE;

  /** Whether a lease that was lost is not taken again: a tool has nothing of its own to save. */
  private final boolean isTool;

  private final PostgresBoard board;

  /** Whether there is a table of the nodes. */
  private boolean boardIsThere;

  private PostgresTables(
      PostgresSession session, PostgresSettings settings, PostgresNames names, boolean isTool) {
    this.session = session;
    this.settings = settings;
    this.names = names;
    this.isTool = isTool;
    this.rows = new PostgresRows(settings, names);
    this.lease = new PostgresLease(settings, names);
    this.adoption = new PostgresAdoption(settings, names, rows, session.place());
    this.board = new PostgresBoard(settings, names, lease, session);
  }

  /**
   * Opens the tables, or creates them, and takes the node's lease.
   *
   * @param onlyIfFree not from a living process, and only once: for tools
   * @throws JournalException as {@code PostgresJournal.open} has it
   */
  public static PostgresTables open(
      DataSource database, PostgresSettings settings, boolean onlyIfFree) {
    PostgresSession session =
        new PostgresSession(
            database, "of node " + settings.node() + " for " + settings.destination());
    try {
      PostgresNames names =
          session.run("open", connection -> PostgresNames.of(connection, settings.schema()));
      PostgresTables tables = new PostgresTables(session, settings, names, onlyIfFree);
      tables.takeLease();
      tables.board.mayBeUsed(tables.boardIsThere);
      session.keepsItsConnection();
      return tables;
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private void takeLease() {
    long unused =
        session.run(
            "open",
            connection -> {
              boardIsThere =
                  PostgresSchema.createOrCheck(connection, names, settings.trustedOwner(), place());
              if (isTool) {
                lease.requireFree(connection);
              }
              lastSequence = lease.take(connection);
              recount(connection);
              return lastSequence;
            });
  }

  /** Reads what is held from the tables. */
  private void recount(Connection connection) throws SQLException {
    held = rows.sum(connection);
    lastSequence = Math.max(lastSequence, rows.lastSequence(connection));
    quarantined = rows.quarantined(connection);
  }

  @Override
  public long lastSequence() {
    return lastSequence;
  }

  @Override
  public void insert(List<JournalEntry> entries) {
    requireNoDoubt(entries);
    List<StoredEvent> stored = new ArrayList<>(entries.size());
    long bytes = 0;
    for (JournalEntry entry : entries) {
      StoredEvent row = StoredEvent.of(entry);
      bytes += row.bytes();
      stored.add(row);
    }
    requireRoom(bytes, stored.size());
    long last = Math.max(lastSequence, stored.get(stored.size() - 1).sequence());
    long added = bytes;
    held =
        write(
            "write to",
            connection -> {
              renewOrTakeAgain(connection, last);
              boolean allNew = rows.insert(connection, stored);
              Instant first = entries.get(0).acceptedAt();
              if (!allNew) {
                recount(connection);
                return held;
              }
              return (held.events() == 0 ? held.withOldest(first) : held)
                  .plus(stored.size(), added);
            });
    lastSequence = last;
  }

  /** Runs a write that knows what is held after it, unless an earlier one is not answered. */
  private PostgresRows.Sum write(String what, PostgresSession.Work<PostgresRows.Sum> work) {
    PostgresRows.Sum left =
        session.run(
            what,
            connection -> {
              boolean recountIsDue = unanswered;
              unanswered = true;
              PostgresRows.Sum counted = work.run(connection);
              if (recountIsDue) {
                recount(connection);
                return held;
              }
              return counted;
            });
    unanswered = false;
    return left;
  }

  private void requireRoom(long bytes, int events) {
    if (bytes > settings.maxBytes()) {
      throw JournalFullException.forGood(
          events
              + " events of "
              + bytes
              + " bytes do not fit into the journal "
              + place()
              + ", which may have "
              + settings.maxBytes()
              + ", even if it were empty. Nothing of them was written; raise maxBytes");
    }
    if (held.bytes() + bytes > settings.maxBytes()) {
      throw new JournalFullException(
          "The journal "
              + place()
              + " has reached its quota: "
              + held.bytes()
              + " of "
              + settings.maxBytes()
              + " bytes are in use and "
              + events
              + " more events need "
              + bytes
              + ". Nothing of them was written; raise maxBytes or see why nothing is delivered");
    }
  }

  /** A neighbour may have thought this process dead; its events are the neighbour's then. */
  private void renewOrTakeAgain(Connection connection, long last) throws SQLException {
    if (!lease.renew(connection, last)) {
      if (isTool) {
        throw new JournalException(
            "The lease of the journal "
                + place()
                + " was over and a neighbour has adopted its events");
      }
      LOG.warn(
          "The lease of the journal {} was over and a neighbour has adopted its events. They may be delivered"
              + " twice, with the same ids. A longer leaseTime prevents it",
          place());
      long unused = lease.take(connection);
      recount(connection);
    }
  }

  @Override
  public List<StoredEvent> select(long after, int maxRows, long maxBytes) {
    return session.run(
        "read",
        connection -> {
          PostgresRows.commitLazily(connection); // only the lease is written
          renewOrTakeAgain(connection, lastSequence);
          return rows.select(connection, settings.node(), after, maxRows, maxBytes);
        });
  }

  @Override
  public void delete(long[] sequences) {
    held =
        write(
            "delete from",
            connection -> {
              renewOrTakeAgain(connection, lastSequence);
              PostgresRows.Sum gone = rows.delete(connection, sequences);
              @Nullable Instant oldest = rows.oldest(connection);
              return held.minus(gone).withOldest(oldest);
            });
  }

  @Override
  public void quarantine(List<DamagedRow> damaged) {
    session.run(
        "quarantine events of",
        connection -> {
          renewOrTakeAgain(connection, lastSequence);
          rows.quarantine(connection, settings.node(), damaged);
          recount(connection);
          return damaged.size();
        });
  }

  /**
   * First finds out what became of an adoption whose commit was not answered: its events are
   * numbered again, since the engine knows nothing of them.
   */
  @Override
  public int adopt(long nextSequence) {
    PostgresAdoption.Range doubtful = inDoubt;
    int adopted =
        session.runOnce(
            "adopt events in",
            connection -> {
              boolean recountIsDue = unanswered;
              unanswered = true; // what is counted here counts once it is committed
              renewOrTakeAgain(connection, lastSequence);
              int renumbered = adoption.renumber(connection, doubtful, nextSequence);
              int count =
                  renumbered > 0 ? renumbered : adoption.ofADeadNode(connection, nextSequence);
              if (count > 0) {
                lastSequence = Math.max(lastSequence, nextSequence + count - 1);
                boolean renewed = lease.renew(connection, lastSequence);
                assert renewed;
                inDoubt = doubtful.or(nextSequence, count); // until the commit is answered
              }
              if (count > 0 || recountIsDue) {
                recount(connection);
              }
              return count;
            });
    inDoubt = PostgresAdoption.Range.NONE;
    unanswered = false;
    board.turn();
    return adopted;
  }

  private void requireNoDoubt(List<JournalEntry> entries) {
    if (inDoubt.overlaps(entries.get(0).sequence(), entries.get(entries.size() - 1).sequence())) {
      throw new JournalException(
          "The journal "
              + place()
              + " lost its connection while it adopted events and has to find out first how that"
              + " ended; try again");
    }
  }

  /** A tool is no node. */
  @Override
  public Optional<NodeBoard> nodeBoard() {
    return isTool ? Optional.empty() : Optional.of(board);
  }

  @Override
  public JournalStats measure() {
    return new JournalStats(
        held.events(),
        held.bytes(),
        held.events() == 0 ? null : held.oldest(),
        quarantined,
        settings.maxBytes());
  }

  @Override
  public String place() {
    return session.place();
  }

  /** The lease runs out by itself: until then the node can come back and find its events. */
  @Override
  public void close() {
    session.closeAfter(
        connection -> {
          boolean letGo = lease.letGo(connection);
          board.end(connection);
          return letGo;
        });
  }
}
