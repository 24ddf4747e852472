package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.OwnerOnly;
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
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Those of a file: one journal, without names. */
record SqliteViewedTables(Connection connection) implements ViewedTables {

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  static SqliteViewedTables open(Path database) throws SQLException {
    return new SqliteViewedTables(connect(database, true));
  }

  static Connection connect(Path database, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return config.createConnection("jdbc:sqlite:" + database);
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

  @Override
  public void backup(Path file) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      OwnerOnly.createFile(file); // SQLite writes into an empty file, whose mode stays
    } catch (FileAlreadyExistsException e) {
      throw new JournalException("There is a file " + file + " already: name another", e);
    } catch (IOException e) {
      throw new JournalException("Cannot write to " + file + ": " + e, e);
    }
    boolean whole = false;
    try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, file.toString());
      copy.execute();
      sync(file);
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        sync(directory);
      }
      whole = true;
    } catch (SQLException e) {
      throw cannotCopy(file, ToldSqlException.of(e));
    } catch (IOException e) {
      throw cannotCopy(file, e);
    } finally {
      if (!whole) {
        delete(file);
      }
    }
  }

  private static JournalException cannotCopy(Path file, Exception e) {
    return new JournalException("Cannot copy the journal to " + file + ": " + e.getMessage(), e);
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
