package io.github.maestroevents.journal.internal.jdbc;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of the host's data source, which may be a pool of anybody's: its words may quote a
 * URL or a password, whatever it throws.
 */
public final class SourceConnections {

  private static final SafeLogger LOG = SafeLogger.of(SourceConnections.class);

  private SourceConnections() {}

  /**
   * A connection; the caller closes it.
   *
   * @throws SQLException as the data source said it; the caller withholds its words
   * @throws JournalException if the data source failed otherwise, or gave none
   */
  public static Connection of(DataSource database) throws SQLException {
    @Nullable Connection connection;
    try {
      connection = database.getConnection();
    } catch (VirtualMachineError e) { // no memory, say: the process is in trouble, not the pool
      throw e;
    } catch (RuntimeException | Error e) { // a class that the pool misses is an Error
      throw failure("Cannot open the journal", e);
    }
    if (connection == null) {
      throw new JournalException("Cannot open the journal: its data source gave no connection");
    }
    return connection;
  }

  /** What a driver or a pool threw that is no SQLException, without its words. */
  public static JournalException failure(String what, Throwable foreign) {
    return new JournalException(
        what + " (" + ForeignFailure.classes(foreign) + ")", ForeignFailure.of(foreign));
  }

  /** Closes it. A failure is noted alone: what was done is done, or has failed for a reason. */
  public static void close(Connection used, String place) {
    try {
      used.close();
    } catch (SQLException | RuntimeException e) { // of the driver, or of the host's pool
      LOG.debug("Closing a connection to {} failed", place, ForeignFailure.of(e));
    }
  }
}
