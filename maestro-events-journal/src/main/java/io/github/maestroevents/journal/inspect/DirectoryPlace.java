package io.github.maestroevents.journal.inspect;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.DirectoryLock;
import io.github.maestroevents.journal.internal.owner.OwnFile;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** A journal in a SQLite file. */
record DirectoryPlace(Path directory) implements JournalPlace {

  static boolean hasJournal(Path directory) {
    return Files.exists(directory.resolve(SqliteFiles.DATABASE), LinkOption.NOFOLLOW_LINKS);
  }

  /** Also one whose database is not there any more, or not yet. */
  static boolean isJournals(Path directory) {
    return files(directory).anyMatch(file -> !OwnFile.mayBePlanted(file));
  }

  static boolean isJournalsFile(Path file) {
    Path directory = requireNonNull(file.toAbsolutePath().getParent());
    String name = String.valueOf(file.getFileName());
    return (name.startsWith(SqliteFiles.DATABASE) || name.equals(DirectoryLock.FILE))
        && files(directory).findAny().isPresent();
  }

  /** What tells a journal, as far as it is there. */
  private static Stream<Path> files(Path directory) {
    return Stream.of(SqliteFiles.DATABASE, SqliteFiles.DATABASE + "-wal", DirectoryLock.FILE)
        .map(directory::resolve)
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public JournalView view() {
    requireJournal();
    Path real = realDatabase();
    try {
      SqliteFiles.requireToLook(real);
      return new JournalView(SqliteViewedTables.open(real));
    } catch (SQLException e) {
      throw new JournalException(
          "Cannot open the journal " + database() + ": " + ToldSqlException.of(e).getMessage(),
          ToldSqlException.of(e));
    }
  }

  @Override
  public List<String> holders() {
    return DirectoryLock.holder(directory).stream().toList();
  }

  @Override
  public EventJournal open(boolean create) {
    if (!create) {
      requireJournal();
    }
    return SqliteJournal.at(directory).open();
  }

  @Override
  public long deleteFromQuarantine(List<QuarantinedRow> rows) {
    long deleted = 0;
    try (Connection connection = SqliteViewedTables.openToChange(realDatabase());
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM quarantine WHERE rowid = ? AND sequence IS ?")) {
      for (QuarantinedRow row : rows) {
        delete.setLong(1, Long.parseLong(row.reference()));
        delete.setObject(2, row.columns().get("sequence"));
        deleted += delete.executeUpdate();
      }
      return deleted;
    } catch (SQLException e) {
      throw new JournalException(
          "Cannot delete from the quarantine in "
              + database()
              + ": "
              + ToldSqlException.of(e).getMessage(),
          ToldSqlException.of(e));
    }
  }

  @Override
  public List<NodeSighting> nodes() {
    return List.of();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public long fileBytes() {
    return size(database()) + size(Path.of(database() + "-wal"));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException notThere) {
      return 0;
    }
  }

  /** The directory may be named by a link; what is in it may not be one. */
  private Path realDatabase() {
    try {
      return directory.toRealPath().resolve(SqliteFiles.DATABASE);
    } catch (IOException e) {
      throw new JournalException("Cannot open the journal's directory " + directory, e);
    }
  }

  private Path database() {
    return directory.resolve(SqliteFiles.DATABASE);
  }

  private void requireJournal() {
    if (!hasJournal(directory)) {
      throw new JournalException(
          "There is no journal in "
              + directory
              + ": no file "
              + SqliteFiles.DATABASE
              + ". "
              + others());
    }
  }

  /** A host with several destinations has a directory for each, as a rule beside each other. */
  private String others() {
    List<String> below = journalsIn(directory);
    if (!below.isEmpty()) {
      return "There are journals in it, in " + String.join(", ", below);
    }
    Path parent = directory.toAbsolutePath().normalize().getParent();
    List<String> beside = parent == null ? List.of() : journalsIn(parent);
    return beside.isEmpty()
        ? "Nor is there one beside or below it"
        : "There are journals in " + parent + ", in " + String.join(", ", beside);
  }

  private static List<String> journalsIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(DirectoryPlace::hasJournal)
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
