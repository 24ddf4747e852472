package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteErrors;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLog;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteSizes.Look;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** An open database file: the rows of a journal. Confined to the journal thread. */
public final class SqliteStore implements AutoCloseable {

  /** Beside the quota, so that deleting and quarantining work when it is reached: {@value}. */
  private static final long HOUSEKEEPING_PAGES = 1024;

  public static final String SELECT = "SELECT " + StoredEvent.COLUMNS + " FROM event ";

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement idOf;
  private final PreparedStatement select;
  private final SqliteTransactions transactions;
  private final SqliteEventCount count;
  private final SqliteSizes sizes;
  private final SqliteRemoval removal;
  private long quarantined;

  private SqliteStore(Connection connection) throws SQLException {
    this.connection = connection;
    this.insert =
        connection.prepareStatement(
            "INSERT INTO event ("
                + StoredEvent.COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sequence) DO NOTHING");
    this.idOf = connection.prepareStatement("SELECT event_id FROM event WHERE sequence = ?");
    this.select =
        connection.prepareStatement(SELECT + "WHERE sequence > ? ORDER BY sequence LIMIT ?");
    this.transactions = new SqliteTransactions(connection);
    this.count = new SqliteEventCount(connection);
    this.sizes = new SqliteSizes(connection);
    this.removal = new SqliteRemoval(connection, transactions, count, sizes);
    this.quarantined = number("SELECT COUNT(*) FROM quarantine");
  }

  /** Opens a file, which exists and may be empty. */
  public static SqliteStore open(Path database, long maxBytes) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(WriteAheadLog.BUSY_TIMEOUT_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalSizeLimit((int) WriteAheadLog.NORMAL_BYTES);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    Connection connection = config.createConnection("jdbc:sqlite:" + database);
    try {
      SqliteSchema.createOrCheck(connection, database.toString());
      SqliteStore store = new SqliteStore(connection);
      store.execute(
          "PRAGMA max_page_count = " + (maxBytes / SqliteFiles.PAGE_BYTES + HOUSEKEEPING_PAGES));
      return store;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public long lastSequence() {
    return count.lastSequence();
  }

  public long events() {
    return count.events();
  }

  public long quarantined() {
    return quarantined;
  }

  /**
   * Durable on return. Rows that are there already with the same event are left alone.
   *
   * @param bytes what they add to the file, about
   */
  public void insert(List<StoredEvent> rows, long bytes) throws SQLException {
    StoredEvent first = rows.get(0);
    boolean behindAll = first.sequence() > count.lastSequence();
    boolean counts = count.mustBeWritten(first.sequence(), rows.size());
    boolean looks = !behindAll || sizes.isLookDue(bytes);
    long last = Math.max(count.lastSequence(), rows.get(rows.size() - 1).sequence());
    long[] added = {0};
    @Nullable Look[] look = {null};
    try {
      transactions.run(
          () -> {
            added[0] = insertAll(rows);
            if (counts) {
              count.write(last, count.events() + added[0]);
            }
            look[0] = looks ? sizes.look() : null;
          });
    } finally {
      insert.clearBatch();
    }
    count.added(last, added[0]);
    if (counts) {
      count.stored();
    }
    if (look[0] == null) {
      sizes.estimate(bytes, first.acceptedAtNanos());
    } else {
      sizes.keep(look[0]);
    }
  }

  private long insertAll(List<StoredEvent> rows) throws SQLException {
    for (StoredEvent row : rows) {
      row.bind(insert, 1);
      insert.addBatch();
    }
    return added(rows, insert.executeBatch());
  }

  private long added(List<StoredEvent> rows, int[] changes) throws SQLException {
    long added = 0;
    for (int i = 0; i < changes.length; i++) {
      if (changes[i] == 0) {
        idOf.setLong(1, rows.get(i).sequence());
        try (ResultSet row = idOf.executeQuery()) {
          rows.get(i).requireSameEvent(row.next() ? row.getString(1) : null);
        }
      } else {
        added++;
      }
    }
    return added;
  }

  public List<StoredEvent> select(long after, int maxRows, long maxBytes) throws SQLException {
    List<StoredEvent> rows = new ArrayList<>();
    long bytes = 0;
    long last = after;
    select.setLong(1, after);
    select.setInt(2, maxRows);
    try (ResultSet result = select.executeQuery()) {
      while (bytes < maxBytes && result.next()) {
        StoredEvent row = StoredEvent.read(result);
        if (row.sequence() <= last) {
          throw SqliteErrors.damage("event " + row.sequence() + " stands behind " + last);
        }
        last = row.sequence();
        bytes += row.bytes();
        if (bytes > maxBytes && !rows.isEmpty()) {
          break;
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** See {@link SqliteRemoval#delete}. */
  public void delete(long[] sequences) throws SQLException {
    removal.delete(sequences);
  }

  /** See {@link SqliteRemoval#quarantine}. */
  public long quarantine(List<DamagedRow> rows, long foundAtNanos) throws SQLException {
    long moved = removal.quarantine(rows, foundAtNanos);
    quarantined += moved;
    return moved;
  }

  /** When the oldest of the events was accepted; there is one. */
  public long oldestNanos() throws SQLException {
    Long oldest = sizes.oldestNanos();
    if (oldest == null) {
      throw SqliteErrors.damage(count.events() + " events are not found");
    }
    return oldest;
  }

  /** What the rows occupy in the file. */
  public long bytesInUse() {
    return sizes.bytesInUse();
  }

  SqliteSizes sizes() {
    return sizes;
  }

  /**
   * Moves pages from the end of the file to where it is free, and ends it before them. Not synced,
   * like the deletions that made it free.
   *
   * @param most pages that are given back at most
   */
  void giveBackPages(int most) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // As an update, since a page is given back by each step and a query takes only the first.
      transactions.runUnsynced(
          () -> statement.executeUpdate("PRAGMA incremental_vacuum(" + most + ")"));
    }
    sizes.keep(sizes.look());
  }

  /** Rewrites the file without what is free; quick when little is left. */
  void shrink() throws SQLException {
    execute("VACUUM");
    sizes.keep(sizes.look());
  }

  public Connection connection() {
    return connection;
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!count.isStored()) {
        transactions.runUnsynced(() -> count.write(count.lastSequence(), count.events()));
      }
    }
  }
}
