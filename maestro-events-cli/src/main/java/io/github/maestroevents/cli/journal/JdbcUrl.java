package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.UsageException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The URL of a database, from the command line. A password may stand anywhere in it, so nothing
 * repeats it: no message of ours, and no logger of the driver.
 */
final class JdbcUrl {

  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * Of the driver, which writes URLs that it refuses, or parts of them, to the error output. Held,
   * since a logger that nobody holds forgets its level.
   */
  private static final Logger DRIVERS = Logger.getLogger("org.postgresql");

  private JdbcUrl() {}

  /**
   * The database at the URL; nothing is connected.
   *
   * @throws UsageException if the driver would refuse the URL, or take a password for a host
   */
  static PGSimpleDataSource database(String url) {
    DRIVERS.setLevel(Level.OFF);
    if (!url.startsWith(PREFIX)) {
      throw new UsageException("--jdbc must begin with " + PREFIX);
    }
    int properties = url.indexOf('?');
    if (url.substring(0, properties < 0 ? url.length() : properties).indexOf('@') >= 0) {
      throw new UsageException(
          "--jdbc must have no '@' before its properties: give the user with --user and the"
              + " password in the variable PGPASSWORD; in the name of a database write %40");
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    try {
      database.setUrl(url);
    } catch (RuntimeException e) { // of the driver, whose words may hold the URL
      throw new UsageException(
          "--jdbc must be " + PREFIX + "//host:port/database, with properties that are legal");
    }
    return database;
  }
}
