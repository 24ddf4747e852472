package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.OwnFile;
import io.github.maestroevents.journal.internal.owner.OwnerOnly;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteConnections;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSizeLimit;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteSchema;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Those of a file: one journal, without names. */
record SqliteViewedTables(Connection connection, SqliteTimeLimit limit) implements ViewedTables {

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** Longer than any look takes: 2 minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  static SqliteViewedTables open(Path database) throws SQLException {
    Connection connection = SqliteConnections.toRead(database, BUSY_TIMEOUT_MILLIS);
    try {
      SqliteTimeLimit limit = SqliteTimeLimit.of(DeliveryClock.system(), LONGEST);
      limit.watch(connection);
      SqliteSchema.require(connection, database.toString());
      return new SqliteViewedTables(connection, limit);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** To change it, while the caller has the journal open. */
  static Connection openToChange(Path database) throws SQLException {
    Connection connection = SqliteConnections.toWrite(database, BUSY_TIMEOUT_MILLIS);
    try {
      SqliteTimeLimit.ofOpening().watch(connection);
      SqliteSchema.require(connection, database.toString());
      SqliteTimeLimit.end(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void beforeQuery() {
    limit.restart();
  }

  @Override
  public List<String> owner() {
    return List.of();
  }

  @Override
  public String where() {
    return " WHERE 1 = 1";
  }

  @Override
  public boolean haveNodes() {
    return false;
  }

  @Override
  public String events() {
    return "event";
  }

  @Override
  public String quarantine() {
    return "quarantine";
  }

  @Override
  public String length() {
    return "length";
  }

  @Override
  public String bytesOf(String column) {
    return "length(CAST(" + column + " AS BLOB))";
  }

  @Override
  public String ofNode() {
    return "";
  }

  @Override
  public List<String> nodeIfAny(String node) {
    return List.of();
  }

  @Override
  public String reference() {
    return "rowid";
  }

  @Override
  public String nodeColumn() {
    return "";
  }

  @Override
  public String nodeOf(ResultSet row) {
    return "";
  }

  @Override
  public String order() {
    return "rowid"; // as they were found
  }

  @Override
  public String behind() {
    return " AND rowid > ?";
  }

  @Override
  public List<Object> position(QuarantinedRow row) {
    return List.of(Long.parseLong(row.reference()));
  }

  /** In a directory of its own first, so that nobody else can put anything beside it. */
  @Override
  public void backup(Path file) {
    limit.restart();
    Path directory = null;
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Path above = Objects.requireNonNull(file.toAbsolutePath().getParent());
      directory = OwnerOnly.createTemporaryDirectory(above);
      Path copy = directory.resolve("copy");
      OwnFile.create(copy).close(); // SQLite writes into an empty file, whose mode stays
      copyTo(copy);
      sync(copy);
      OwnFile.moveToNew(copy, file);
      sync(above);
    } catch (FileAlreadyExistsException e) {
      throw new JournalException("There is a file " + file + " already: name another", e);
    } catch (SQLException e) {
      throw cannotCopy(file, ToldSqlException.of(e));
    } catch (IOException e) {
      throw cannotCopy(file, e);
    } finally {
      if (directory != null) {
        delete(directory.resolve("copy"));
        delete(directory);
      }
    }
  }

  private void copyTo(Path copy) throws SQLException {
    SqliteSizeLimit size = SqliteSizeLimit.ofCopy(connection, copy);
    size.watch(connection); // not of time: a large journal takes as long as the disk does
    try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    } catch (SQLException e) {
      if (size.isReached()) {
        throw endless(e);
      }
      throw e;
    } finally {
      SqliteTimeLimit.end(connection);
    }
  }

  private static JournalException endless(SQLException e) {
    return new JournalException(
        "The journal gives more than has room in its file, as no damage by chance does: nothing is"
            + " copied. Find out who has made the file",
        ToldSqlException.of(e));
  }

  private static JournalException cannotCopy(Path file, Exception e) {
    return new JournalException("Cannot copy the journal to " + file + ": " + LogText.of(e), e);
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel self = FileChannel.open(path, StandardOpenOption.READ)) {
      self.force(true);
    }
  }

  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new JournalException(
          "Half a copy of the journal is left in " + unfinished + ": remove it", e);
    }
  }
}
