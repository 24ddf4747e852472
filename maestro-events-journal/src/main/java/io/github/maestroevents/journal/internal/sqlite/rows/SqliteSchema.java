package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a SQLite journal: created in an empty file. Any other file is checked by version,
 * and must hold these tables as they are written here and nothing else. A trigger could swallow
 * what is written, a view give what never ends.
 */
public final class SqliteSchema {

  /** The version of the tables that this library writes: {@value}. */
  static final int VERSION = 1;

  private static final String EVENT_COLUMNS =
      "accepted_at INTEGER NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, level TEXT NOT"
          + " NULL, workflow_id TEXT, ordering_key TEXT NOT NULL, content_type TEXT NOT NULL,"
          + " attributes TEXT NOT NULL, payload BLOB NOT NULL, crc32c INTEGER NOT NULL";

  private static final String[] TABLES = {
    "CREATE TABLE event (sequence INTEGER PRIMARY KEY, " + EVENT_COLUMNS + ")",
    // Without types or constraints: what is damaged is kept as it was found.
    "CREATE TABLE quarantine (sequence, accepted_at, event_id, type, level, workflow_id,"
        + " ordering_key, content_type, attributes, payload, crc32c, reason, found_at)",
    "CREATE TABLE journal (last_sequence INTEGER NOT NULL, events INTEGER NOT NULL)",
    "INSERT INTO journal VALUES (0, 0)",
    SqliteOwner.TABLE,
    "CREATE VIEW event_list AS SELECT sequence,"
        + " strftime('%Y-%m-%dT%H:%M:%SZ', accepted_at / 1000000000, 'unixepoch') AS accepted,"
        + " type, level, workflow_id, ordering_key, event_id, length(payload) AS payload_bytes"
        + " FROM event"
  };

  /** By their names. The owner is missing in a file that an early version has written. */
  private static final Map<String, String> STATEMENTS =
      Stream.concat(Arrays.stream(TABLES), Stream.of(SqliteOwner.STORED))
          .filter(text -> text.startsWith("CREATE ") && !text.contains(" IF NOT EXISTS "))
          .collect(Collectors.toUnmodifiableMap(text -> text.split(" ", -1)[2], text -> text));

  private static final String OWNER = "owner";

  /** What SQLite itself makes when somebody has it analyze the file. */
  private static final Set<String> OF_SQLITE =
      Set.of(
          "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
          "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)");

  /** The page at which SQLite's own list of the tables begins, which is none of ours. */
  private static final long SCHEMA_ROOT = 1;

  /** More than any statement of ours has. */
  private static final int MOST_CHARACTERS = 4_000;

  private SqliteSchema() {}

  /**
   * Makes sure of the tables, in a file that is not to be changed.
   *
   * @throws JournalException if the file is another program's, or a newer version's, or holds what
   *     no journal has
   */
  public static void require(Connection connection, String place) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long version = number(statement, "PRAGMA user_version");
      if (version != VERSION) {
        throw ofAnotherVersion(place, version);
      }
      requireExactly(statement, place);
    }
  }

  /**
   * Makes sure that a damaged file holds nothing that no journal has.
   *
   * @throws JournalException if it does
   */
  public static void requireNothingForeign(Connection connection, String place)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Set<String> unused = requireNothingForeign(statement, place);
    }
  }

  private static void requireExactly(Statement statement, String place) throws SQLException {
    Set<String> missing = new TreeSet<>(STATEMENTS.keySet());
    missing.removeAll(requireNothingForeign(statement, place));
    missing.remove(OWNER);
    if (!missing.isEmpty()) {
      throw new JournalException(
          place
              + " lacks "
              + missing
              + ", which every journal has: restore the file, or move it away");
    }
  }

  /** Returns the names of what it holds. */
  private static Set<String> requireNothingForeign(Statement statement, String place)
      throws SQLException {
    Set<String> names = new HashSet<>();
    Set<Long> roots = new HashSet<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT type, name, tbl_name, rootpage, substr(sql, 1, "
                + MOST_CHARACTERS
                + ") FROM sqlite_schema")) {
      while (row.next()) {
        String name = String.valueOf(row.getString(2));
        String sql = String.valueOf(row.getString(5));
        boolean isView = sql.startsWith("CREATE VIEW ");
        boolean isOurs =
            (sql.equals(STATEMENTS.get(name)) || OF_SQLITE.contains(sql))
                && (isView ? "view" : "table").equals(row.getString(1))
                && name.equals(row.getString(3))
                && names.add(name)
                && (isView
                    ? row.getLong(4) == 0
                    : row.getLong(4) > SCHEMA_ROOT && roots.add(row.getLong(4)));
        if (!isOurs) {
          throw foreign(place, String.valueOf(row.getString(1)), name, row.getString(3));
        }
      }
    }
    return names;
  }

  private static JournalException foreign(
      String place, String type, String name, @Nullable String table) {
    return new JournalException(
        place
            + " holds what no journal has, or holds it otherwise: the "
            + LogText.oneLine(type)
            + " "
            + LogText.quoted(name)
            + (name.equals(table) ? "" : " on " + LogText.quoted(String.valueOf(table)))
            + ". It could swallow events, or make them up, so nothing is read or written. If it is"
            + " yours, drop it; else find out who has put it there, or move the file away");
  }

  private static JournalException ofAnotherVersion(String place, long version) {
    return new JournalException(
        place
            + " holds tables of version "
            + version
            + ", and this library knows version "
            + VERSION
            + ": use the library that wrote it, or give the journal another directory");
  }

  /** Whether the file holds nothing yet; else it is checked. */
  static boolean isEmpty(Connection connection, String place) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "PRAGMA user_version") == 0
          && number(statement, "SELECT COUNT(*) FROM sqlite_schema") == 0) {
        return true;
      }
    }
    require(connection, place);
    return false;
  }

  /** Makes the tables in a file that is empty, and what a file of an early version lacks. */
  static void create(Connection connection, boolean isEmpty) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isEmpty) {
        statement.execute(SqliteOwner.TABLE);
        return;
      }
      returnsPages(statement);
      statement.execute("BEGIN IMMEDIATE");
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
    }
  }

  /**
   * Lets a file that is still empty shrink piece by piece:
   * sqlite.org/pragma.html#pragma_auto_vacuum.
   */
  private static void returnsPages(Statement statement) throws SQLException {
    statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
    statement.execute("VACUUM"); // the choice of WAL has written its first page already
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }
}
