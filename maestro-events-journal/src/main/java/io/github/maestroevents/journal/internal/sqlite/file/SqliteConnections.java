package io.github.maestroevents.journal.internal.sqlite.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteOpenMode;

/**
 * Connections to a database file that exists. Every character of its path stands for itself, a link
 * in the path is refused by SQLite, and what a schema asks to be run is run only if it is harmless
 * (sqlite.org/security.html): the file may be another's work.
 */
public final class SqliteConnections {

  /** The driver has no name for it: sqlite.org/c3ref/open.html. */
  private static final int SQLITE_OPEN_NOFOLLOW = 0x01000000;

  private SqliteConnections() {}

  /** To read and write. */
  public static Connection toWrite(Path database, int busyTimeoutMillis) throws SQLException {
    return open(database, SQLiteOpenMode.READWRITE, busyTimeoutMillis);
  }

  /** To read alone. */
  public static Connection toRead(Path database, int busyTimeoutMillis) throws SQLException {
    return open(database, SQLiteOpenMode.READONLY, busyTimeoutMillis);
  }

  private static Connection open(Path database, SQLiteOpenMode mode, int busyTimeoutMillis)
      throws SQLException {
    Properties settings = new Properties();
    settings.setProperty(
        Pragma.OPEN_MODE.pragmaName,
        Integer.toString(mode.flag | SQLiteOpenMode.OPEN_URI.flag | SQLITE_OPEN_NOFOLLOW));
    SQLiteConfig config = new SQLiteConfig(settings);
    config.setBusyTimeout(busyTimeoutMillis);
    Connection connection = config.createConnection("jdbc:sqlite:" + address(database));
    try (Statement command = connection.createStatement()) {
      command.execute("PRAGMA trusted_schema = OFF");
      command.execute("PRAGMA cell_size_check = ON");
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** With all that means something in the driver's URL, or in SQLite's, as an escape. */
  private static String address(Path database) {
    return database.toUri().toString();
  }
}
