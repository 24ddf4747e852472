package io.github.maestroevents.journal.internal.sqlite;

import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Warns once of a SQLite with known defects: a host's dependency management can put an older driver
 * on the class path than this library asks for.
 *
 * <p>CVE-2026-11824 (mended in 3.53.2) and CVE-2025-6965 (3.50.2) corrupt memory, the former by a
 * file that somebody else has prepared. Before 3.51.3, two connections that write or check-point at
 * once can damage a database in WAL mode, which a journal is (sqlite.org/wal.html, "the WAL-reset
 * bug").
 */
final class SqliteVersionCheck {

  private static final SafeLogger LOG = SafeLogger.of(SqliteVersionCheck.class);

  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4}).*");

  private static final SqliteVersionCheck OF_THIS_PROCESS = new SqliteVersionCheck();

  /** Atomic, because several threads may open journals at once. */
  private final AtomicBoolean told = new AtomicBoolean();

  /** Logs a warning if the SQLite behind a connection is affected, and was not warned of before. */
  static void warnOnce(Connection connection) {
    OF_THIS_PROCESS.warn(version(connection));
  }

  void warn(String version) {
    if (isAffected(version) && told.compareAndSet(false, true)) {
      LOG.warn(
          "SQLite {} has known defects: CVE-2026-11824 before 3.53.2, CVE-2025-6965 before 3.50.2,"
              + " damaged databases in WAL mode before 3.51.3. Use org.xerial:sqlite-jdbc:3.53.2.0 or"
              + " newer; with Spring Boot set the property sqlite-jdbc.version",
          version);
    }
  }

  /** Whether a version is older than 3.53.2; one that cannot be read is not. */
  static boolean isAffected(String version) {
    Matcher release = RELEASE.matcher(version);
    if (!release.matches()) {
      return false;
    }
    int major = Integer.parseInt(release.group(1));
    int minor = Integer.parseInt(release.group(2));
    int patch = Integer.parseInt(release.group(3));
    return major < 3 || (major == 3 && (minor < 53 || (minor == 53 && patch < 2)));
  }

  private static String version(Connection connection) {
    try (Statement query = connection.createStatement();
        ResultSet result = query.executeQuery("SELECT sqlite_version()")) {
      return result.next() ? String.valueOf(result.getString(1)) : "";
    } catch (SQLException e) {
      return ""; // a journal that works is worth more than its warning
    }
  }
}
