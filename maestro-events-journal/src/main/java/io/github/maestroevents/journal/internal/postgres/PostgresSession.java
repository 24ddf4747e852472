package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.PoolRoom;
import io.github.maestroevents.journal.internal.jdbc.SourceConnections;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection to PostgreSQL at a time, replaced when it is lost. Each piece of work is a
 * transaction; when the connection is lost under it, it is run once more on a new one, so it must
 * bear to have been committed before. Confined to the journal thread.
 */
final class PostgresSession implements AutoCloseable {

  /** The longest a statement waits for the network: 30 seconds. */
  static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(30);

  private static final SafeLogger LOG = SafeLogger.of(PostgresSession.class);

  private final DataSource database;
  private final String place;
  private @Nullable Connection connection;

  /** Whether others that share a pool with it are one connection short. */
  private boolean keepsItsConnection;

  /** Whether commits do not wait for the disk unless told. */
  private boolean lazyByDefault;

  PostgresSession(DataSource database, String place) {
    this.database = database;
    this.place = place;
  }

  String place() {
    return place;
  }

  /**
   * Runs work in a transaction.
   *
   * @param what what cannot be done if it fails, for the message
   * @throws JournalException if it failed twice, or once other than by a lost connection
   */
  <T> T run(String what, Work<T> work) {
    return run(what, work, true);
  }

  /** As {@link #run}, for work that does not bear to be repeated. */
  <T> T runOnce(String what, Work<T> work) {
    return run(what, work, false);
  }

  private <T> T run(String what, Work<T> work, boolean again) {
    Connection current = null;
    try {
      current = connected();
      if (lazyByDefault) {
        waitForTheDisk(current);
      }
      T result = work.run(current);
      current.commit();
      return result;
    } catch (SQLException e) {
      boolean lost = PostgresErrors.isConnectionLost(e);
      release(current, lost);
      if (lost && again) {
        return run(what, work, false);
      }
      throw failure(what, e);
    } catch (JournalException | Error e) {
      release(current, false);
      throw e;
    } catch (RuntimeException e) { // of the driver or the host's pool, whose words nobody knows
      release(current, false);
      throw new JournalException(
          "Cannot " + what + " the journal " + place + " (" + ForeignFailure.classes(e) + ")",
          ForeignFailure.of(e));
    }
  }

  private Connection connected() throws SQLException {
    Connection current = connection;
    if (current == null) {
      current = SourceConnections.of(database);
      try {
        prepare(current);
      } catch (SQLException | RuntimeException e) {
        close(current);
        throw e;
      }
      connection = current;
    }
    return current;
  }

  private void prepare(Connection fresh) throws SQLException {
    fresh.setAutoCommit(false);
    fresh.setReadOnly(false);
    fresh.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    fresh.setNetworkTimeout(Runnable::run, Math.toIntExact(NETWORK_TIMEOUT.toMillis()));
    try (Statement command = fresh.createStatement()) {
      lazyByDefault = "off".equals(setting(command));
      // A machine that died in the middle of a transaction would lock its lease for hours.
      command.execute("SET idle_in_transaction_session_timeout = " + NETWORK_TIMEOUT.toMillis());
    }
    fresh.commit();
  }

  /**
   * The commit of this transaction waits until it is on disk. Told in each transaction, since with
   * a pool between the next may run in another session.
   */
  private static void waitForTheDisk(Connection connection) throws SQLException {
    try (Statement command = connection.createStatement()) {
      command.execute("SET LOCAL synchronous_commit = on");
    }
  }

  private static String setting(Statement command) throws SQLException {
    try (ResultSet row = command.executeQuery("SHOW synchronous_commit")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** Rolls back; what cannot be rolled back is closed. */
  private void release(@Nullable Connection used, boolean lost) {
    if (used == null) {
      return;
    }
    try {
      if (!lost) {
        used.rollback();
        return;
      }
    } catch (SQLException | RuntimeException alsoLost) { // of the driver, or of the host's pool
      LOG.debug("Rolling back on {} failed", place, ForeignFailure.of(alsoLost));
    }
    connection = null;
    close(used);
  }

  private void close(Connection used) {
    SourceConnections.close(used, place);
  }

  private JournalException failure(String what, SQLException e) {
    SQLException told = PostgresErrors.withoutValues(e);
    return new JournalException(
        "Cannot " + what + " the journal " + place + ": " + told.getMessage(), told);
  }

  /** From here on to the end it has a connection. */
  void keepsItsConnection() {
    keepsItsConnection = true;
    PoolRoom.take(database);
  }

  /**
   * Closes it after a last piece of work, which is left undone if the connection is lost. A pool
   * gets the connection back as it was.
   */
  void closeAfter(Work<Boolean> last) {
    Connection current = connection;
    if (current != null) {
      try (Statement command = current.createStatement()) {
        boolean done = last.run(current);
        command.execute("RESET idle_in_transaction_session_timeout");
        current.commit();
        LOG.debug("Closing {}: {}", place, done);
      } catch (SQLException | RuntimeException e) {
        LOG.debug("Closing {} without a last word", place, ForeignFailure.of(e));
      }
    }
    close();
  }

  @Override
  public void close() {
    if (keepsItsConnection) {
      keepsItsConnection = false;
      PoolRoom.giveBack(database);
    }
    Connection current = connection;
    connection = null;
    if (current != null) {
      close(current);
    }
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
