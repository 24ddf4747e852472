package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.internal.postgres.PostgresNames.DIFFERS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.EQUALS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.NOW;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.SMALLER;

import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes over the events of nodes whose lease is over, within the caller's transaction. */
final class PostgresAdoption {

  private static final SafeLogger LOG = SafeLogger.of(PostgresAdoption.class);

  /** The most that one call moves, so that it ends soon: {@value} events. */
  static final int MOST_EVENTS = 5_000;

  private static final long MOST_BYTES = 16L << 20;

  private final PostgresSettings settings;
  private final PostgresNames names;
  private final PostgresRows rows;
  private final String place;

  PostgresAdoption(
      PostgresSettings settings, PostgresNames names, PostgresRows rows, String place) {
    this.settings = settings;
    this.names = names;
    this.rows = rows;
    this.place = place;
  }

  /**
   * Takes over events of one dead node, if there is any. Neighbours that adopt at the same moment
   * pass over a node that is locked here, and one that has an heir: the heir alone goes on, for as
   * long as it has a lease. Whoever adopts all that a dead heir held is heir after it.
   *
   * @return how many
   */
  int ofADeadNode(Connection connection, long nextSequence) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT node, holder FROM "
                + names.lease()
                + " AS dead WHERE destination"
                + EQUALS
                + "? AND node"
                + DIFFERS
                + "? AND expires_at"
                + SMALLER
                + NOW
                + " AND (heir IS NULL OR heir"
                + EQUALS
                + "? OR NOT EXISTS (SELECT 1 FROM "
                + names.lease()
                + " AS other WHERE other.destination"
                + EQUALS
                + "dead.destination AND other.node"
                + EQUALS
                + "dead.heir)) ORDER BY expires_at LIMIT 1 FOR UPDATE OF dead SKIP LOCKED")) {
      select.setString(1, settings.destination());
      select.setString(2, settings.node());
      select.setString(3, settings.node());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? adopt(connection, row.getString(1), row.getString(2), nextSequence) : 0;
      }
    }
  }

  private int adopt(Connection connection, String dead, String holder, long nextSequence)
      throws SQLException {
    Moved window = Moved.NOTHING;
    do { // behind a window of damaged rows there may be sound ones
      window = move(connection, dead, window.rest(), nextSequence);
    } while (window.sound() == 0 && window.found() > 0);
    int moved = window.sound();
    if (moved == 0) {
      forget(connection, dead);
      return 0;
    }
    inherit(connection, dead);
    LOG.warn(
        "The journal {} adopts {} events of node {}, whose lease is over ({})",
        place,
        moved,
        LogText.oneLine(dead),
        LogText.oneLine(holder));
    return moved;
  }

  /**
   * From now on the dead node has lost its lease, should it only have been slow; its owner stays.
   */
  private void inherit(Connection connection, String dead) throws SQLException {
    update(connection, inheritanceBy("node"), settings.node(), dead);
  }

  /**
   * Numbers again what an adoption has brought whose end nobody was told.
   *
   * @return how many; 0 if it was not committed
   */
  int renumber(Connection connection, Range doubtful, long nextSequence) throws SQLException {
    return doubtful.isEmpty()
        ? 0
        : move(connection, settings.node(), doubtful, nextSequence).sound();
  }

  /** Gives rows of a node to this one under new sequences, in their order. */
  private Moved move(Connection connection, String node, Range range, long nextSequence)
      throws SQLException {
    List<StoredEvent> found =
        rows.select(connection, node, range.first() - 1, MOST_EVENTS, MOST_BYTES).stream()
            .filter(row -> row.sequence() < range.end())
            .toList();
    List<StoredEvent> renumbered = new ArrayList<>(found.size());
    List<DamagedRow> damaged = new ArrayList<>();
    List<Long> sound = new ArrayList<>(found.size());
    for (StoredEvent row : found) {
      try {
        renumbered.add(StoredEvent.of(row.entry(), nextSequence + renumbered.size()));
        sound.add(row.sequence());
      } catch (DamagedRowException e) {
        damaged.add(new DamagedRow(row.sequence(), String.valueOf(e.getMessage())));
      }
    }
    if (!damaged.isEmpty()) {
      rows.quarantine(connection, node, damaged);
      DamagedRow.report(damaged, place);
    }
    if (!renumbered.isEmpty()) {
      long[] moved = sound.stream().mapToLong(Long::longValue).toArray();
      PostgresRows.Sum unused = rows.remove(connection, node, moved);
      rows.insert(connection, renumbered);
    }
    long last = found.isEmpty() ? 0 : found.get(found.size() - 1).sequence();
    return new Moved(found.size(), renumbered.size(), last);
  }

  /** A node with nothing left; when it comes back it begins anew. What it was heir to goes on. */
  private void forget(Connection connection, String dead) throws SQLException {
    update(connection, inheritanceBy("heir"), settings.node(), dead);
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM "
                + names.lease()
                + " WHERE destination"
                + EQUALS
                + "? AND node"
                + EQUALS
                + "?")) {
      delete.setString(1, settings.destination());
      delete.setString(2, dead);
      delete.executeUpdate();
    }
  }

  private String inheritanceBy(String ofColumn) {
    return "UPDATE "
        + names.lease()
        + " SET heir = ? WHERE destination"
        + EQUALS
        + "? AND "
        + ofColumn
        + EQUALS
        + "?";
  }

  private void update(Connection connection, String statement, String heir, String node)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      update.setString(1, heir);
      update.setString(2, settings.destination());
      update.setString(3, node);
      update.executeUpdate();
    }
  }

  /**
   * What a move has looked at.
   *
   * @param found the rows there were, damaged ones too
   * @param sound those that were moved
   * @param last the largest sequence of them
   */
  private record Moved(int found, int sound, long last) {

    static final Moved NOTHING = new Moved(0, 0, 0);

    Range rest() {
      return new Range(last + 1, Long.MAX_VALUE);
    }
  }

  /**
   * Sequences.
   *
   * @param first the smallest
   * @param end behind the largest
   */
  record Range(long first, long end) {

    static final Range NONE = new Range(1, 1);

    boolean isEmpty() {
      return first == end;
    }

    boolean overlaps(long from, long to) {
      return !isEmpty() && from < end && to >= first;
    }

    /** The smallest that holds this and so many more. */
    Range or(long from, int count) {
      return isEmpty()
          ? new Range(from, from + count)
          : new Range(Math.min(first, from), Math.max(end, from + count));
    }
  }
}
