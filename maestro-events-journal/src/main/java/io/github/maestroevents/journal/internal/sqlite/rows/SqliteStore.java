package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteConnections;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteErrors;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
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

/** An open database file: the rows of a journal. Confined to the journal thread. */
public final class SqliteStore implements AutoCloseable {

  /** Beside the quota, so that deleting and quarantining work when it is reached: {@value}. */
  private static final long HOUSEKEEPING_PAGES = 1024;

  public static final String SELECT = "SELECT " + StoredEvent.COLUMNS + " FROM event ";

  private final Connection connection;
  private final SqliteStatements statements;
  private final SqliteOwner owner;
  private final SqliteOwner.Guard guard;
  private final PreparedStatement insert;
  private final PreparedStatement idOf;
  private final PreparedStatement select;
  private final SqliteTransactions transactions;
  private final SqliteEventCount count;
  private final SqliteSizes sizes;
  private final SqliteRemoval removal;
  private final boolean isClaimed;
  private long quarantined;

  private SqliteStore(Connection connection, SqliteStatements statements, SqliteOwner owner)
      throws SQLException {
    this.connection = connection;
    this.owner = owner;
    this.statements = statements;
    this.guard = owner.guard(statements);
    this.insert =
        statements.prepare(
            "INSERT INTO event ("
                + StoredEvent.COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sequence) DO NOTHING");
    this.idOf = statements.prepare("SELECT event_id FROM event WHERE sequence = ?");
    this.select = statements.prepare(SELECT + "WHERE sequence > ? ORDER BY sequence LIMIT ?");
    this.transactions = new SqliteTransactions(statements, guard);
    this.isClaimed = claim(); // before anything is counted, so that nobody else changes it any more
    this.count = new SqliteEventCount(statements);
    this.sizes = new SqliteSizes(statements);
    this.removal = new SqliteRemoval(statements, transactions, count, sizes);
    this.quarantined = number("SELECT COUNT(*) FROM quarantine");
  }

  /** Whether this process is the owner; else there was no room to write that down. */
  public boolean isClaimed() {
    return isClaimed;
  }

  /** Makes this process the owner now, or in the first transaction that there is room for. */
  private boolean claim() throws SQLException {
    if (guard.require()) {
      return true;
    }
    try {
      transactions.runUnsynced(() -> {});
      return true;
    } catch (SQLException e) {
      if (!SqliteErrors.isFull(e)) {
        throw e;
      }
      return false;
    }
  }

  /** The same with {@link SqliteTimeLimit#OPENING}, of a file that this process has made. */
  public static SqliteStore open(Path database, long maxBytes, SqliteOwner owner)
      throws SQLException {
    return open(database, maxBytes, owner, SqliteTimeLimit.ofOpening());
  }

  /**
   * Opens a file, which exists and may be empty, for a process that is to be its owner.
   *
   * @param limit what may be asked of it
   * @throws io.github.maestroevents.delivery.store.JournalException if it holds what no journal has
   */
  public static SqliteStore open(
      Path database, long maxBytes, SqliteOwner owner, SqliteTimeLimit limit) throws SQLException {
    Connection connection = connect(database, limit);
    try {
      owner.look(connection);
      SqliteStore store = on(connection, maxBytes, owner);
      SqliteTimeLimit.end(connection);
      return store;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** Changes nothing of a file before it is known to be a journal, or empty. */
  private static Connection connect(Path database, SqliteTimeLimit limit) throws SQLException {
    Connection connection = SqliteConnections.toWrite(database, WriteAheadLog.BUSY_TIMEOUT_MILLIS);
    try (Statement command = connection.createStatement()) {
      limit.watch(connection);
      boolean isEmpty = SqliteSchema.isEmpty(connection, database.toString());
      command.execute("PRAGMA journal_mode = WAL");
      command.execute("PRAGMA journal_size_limit = " + WriteAheadLog.NORMAL_BYTES);
      command.execute("PRAGMA temp_store = MEMORY");
      command.execute("PRAGMA synchronous = FULL");
      SqliteSchema.create(connection, isEmpty);
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  private static SqliteStore on(Connection connection, long maxBytes, SqliteOwner owner)
      throws SQLException {
    SqliteStatements statements = new SqliteStatements(connection);
    try {
      try (Statement settings = connection.createStatement()) { // a failure may have left others
        settings.execute("PRAGMA synchronous = FULL");
        settings.execute("PRAGMA busy_timeout = " + WriteAheadLog.BUSY_TIMEOUT_MILLIS);
      }
      SqliteStore store = new SqliteStore(connection, statements, owner);
      store.execute(
          "PRAGMA max_page_count = " + (maxBytes / SqliteFiles.PAGE_BYTES + HOUSEKEEPING_PAGES));
      return store;
    } catch (Throwable e) { // an Error too: the connection lives on, and is tried again and again
      closeAfter(e, statements);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, SqliteStatements statements) {
    try {
      statements.close();
    } catch (SQLException | RuntimeException e) { // the driver's, of statements that had failed
      failure.addSuppressed(e);
    }
  }

  /**
   * The same file after something in it has failed, with nothing kept in memory of what was before:
   * on the same connection, which needs no room on the disk, or on another one. To be used in place
   * of this store, which is closed.
   *
   * @param mayBeOpened asked before the file is opened anew, and throws if it must not be
   */
  public SqliteStore anew(Path database, long maxBytes, Runnable mayBeOpened) throws SQLException {
    try {
      statements.close();
      transactions.endAll();
      return on(connection, maxBytes, owner);
    } catch (SQLException stillFails) {
      mayBeOpened.run();
      try {
        connection.close();
      } catch (SQLException e) {
        stillFails.addSuppressed(e);
      }
    }
    Connection another = connect(database, SqliteTimeLimit.ofOpening());
    try {
      SqliteStore store = on(another, maxBytes, owner);
      SqliteTimeLimit.end(another);
      return store;
    } catch (SQLException | RuntimeException | Error e) {
      another.close();
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
    boolean unused = guard.require();
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
    boolean unused = guard.require();
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

  /** Closes it after a failure; what is not written is counted when the file is opened. */
  public void closeAsItIs() throws SQLException {
    connection.close();
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
