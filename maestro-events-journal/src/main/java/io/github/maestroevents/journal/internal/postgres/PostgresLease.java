package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.internal.postgres.PostgresNames.DIFFERS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.EQUALS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.GREATER;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.NOW;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.owner.ThisProcess;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right of this process to the events of its node, for as long as it renews it. Times are the
 * database's. Confined to the journal thread.
 */
final class PostgresLease {

  private static final SafeLogger LOG = SafeLogger.of(PostgresLease.class);

  private static final String EXPIRY =
      NOW
          + " OPERATOR(pg_catalog.+) (CAST(? AS pg_catalog.float8)"
          + " OPERATOR(pg_catalog.*) interval '1 millisecond')";

  private static final String MINE = " WHERE destination" + EQUALS + "? AND node" + EQUALS + "?";

  /** Another process's, and not over. */
  private static final String OTHERS =
      "(owner" + DIFFERS + "? AND owner" + DIFFERS + "'' AND expires_at" + GREATER + NOW + ")";

  private final PostgresSettings settings;
  private final PostgresNames names;
  private final String owner = UUID.randomUUID().toString();
  private final String holder = ThisProcess.describe();

  /** Once another process of the name has had the lease: rows under the name may be that one's. */
  private @Nullable JournalException superseded;

  PostgresLease(PostgresSettings settings, PostgresNames names) {
    this.settings = settings;
    this.names = names;
  }

  /** Tells this process's lease from that of any other. */
  String owner() {
    return owner;
  }

  /** This process, for people. */
  String holder() {
    return holder;
  }

  /**
   * Takes the node's lease, from an earlier process of the same name too.
   *
   * @return the last sequence of the node
   */
  long take(Connection connection) throws SQLException {
    warnOfEarlierHolder(connection);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + names.lease()
                + " AS lease (destination, node, owner, holder,"
                + " last_sequence, expires_at) VALUES (?, ?, ?, ?, 0, "
                + EXPIRY
                + ") ON CONFLICT (destination, node) DO UPDATE SET owner = excluded.owner,"
                + " holder = excluded.holder, expires_at = excluded.expires_at, heir = NULL"
                + " RETURNING lease.last_sequence")) {
      insert.setString(1, settings.destination());
      insert.setString(2, settings.node());
      insert.setString(3, owner);
      insert.setString(4, holder);
      insert.setLong(5, settings.leaseTime().toMillis());
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /**
   * Makes sure that no living process has the lease, and that none gets it before this transaction
   * is over.
   *
   * @throws JournalException if one has it
   */
  void requireFree(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT holder, " + OTHERS + " FROM " + names.lease() + MINE + " FOR UPDATE")) {
      select.setString(1, owner);
      select.setString(2, settings.destination());
      select.setString(3, settings.node());
      try (ResultSet row = select.executeQuery()) {
        if (row.next() && row.getBoolean(2)) {
          throw new JournalException(
              "The journal of node "
                  + settings.node()
                  + " for "
                  + settings.destination()
                  + " is in use by "
                  + LogText.oneLine(row.getString(1))
                  + ". Stop that process first, or wait until its lease is over");
        }
      }
    }
  }

  private void warnOfEarlierHolder(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT holder FROM " + names.lease() + MINE + " AND " + OTHERS)) {
      select.setString(1, settings.destination());
      select.setString(2, settings.node());
      select.setString(3, owner);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          LOG.warn(
              "Takes over the journal of node {} for {} from {}, whose lease is not over. If that"
                  + " process still lives it will fail: give each host a name of its own",
              settings.node(),
              settings.destination(),
              LogText.oneLine(row.getString(1)));
        }
      }
    }
  }

  /**
   * Renews the lease within a transaction that needs it: whoever else wants it waits until that is
   * over.
   *
   * @param lastSequence the largest that the node has given, as far as the caller knows
   * @return false if a neighbour has adopted the events meanwhile and the lease is gone
   * @throws JournalException if another process of the same name has taken it; from then on always
   */
  boolean renew(Connection connection, long lastSequence) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + names.lease()
                + " SET expires_at = "
                + EXPIRY
                + ", last_sequence = GREATEST(last_sequence, CAST(? AS pg_catalog.int8))"
                + MINE
                + " AND owner"
                + EQUALS
                + "? AND heir IS NULL")) {
      update.setLong(1, settings.leaseTime().toMillis());
      update.setLong(2, lastSequence);
      update.setString(3, settings.destination());
      update.setString(4, settings.node());
      update.setString(5, owner);
      if (update.executeUpdate() == 1) {
        return true;
      }
    }
    requireUntaken(connection);
    return false;
  }

  /** Of its own accord, so that the next process of the name need not wonder. */
  boolean letGo(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + names.lease() + " SET owner = ''" + MINE + " AND owner" + EQUALS + "?")) {
      update.setString(1, settings.destination());
      update.setString(2, settings.node());
      update.setString(3, owner);
      return update.executeUpdate() == 1;
    }
  }

  private void requireUntaken(Connection connection) throws SQLException {
    if (superseded != null) {
      throw new JournalException(String.valueOf(superseded.getMessage()), superseded);
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT holder FROM " + names.lease() + MINE + " AND owner" + DIFFERS + "?")) {
      select.setString(1, settings.destination());
      select.setString(2, settings.node());
      select.setString(3, owner);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          superseded = new JournalException(supersededBy(row.getString(1)));
          throw superseded;
        }
      }
    }
  }

  private String supersededBy(String newer) {
    return "The journal of node "
        + settings.node()
        + " for "
        + settings.destination()
        + " was taken over by "
        + LogText.oneLine(newer)
        + ", a newer process of the same name. This one ("
        + holder
        + ") neither reads nor writes it any more: stop it, and give each host a name of its own";
  }
}
