package io.github.maestroevents.journal.internal.view;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.internal.owner.DirectoryLock;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;

/** Which journal a command is about: a directory, or nodes of a database. */
public final class Place {

  public static final Set<String> OPTIONS =
      Set.of("directory", "jdbc", "user", "node", "destination");

  public static final String HELP =
      """
        --directory DIR    a journal in a SQLite file; or
        --jdbc URL         one in PostgreSQL: jdbc:postgresql://host:port/database, with
        --user NAME          its user; the password is read from the variable PGPASSWORD
        --destination NAME   what the journal is for, "default" unless given
        --node NAME          of this node alone
      """;

  private static final String PASSWORD_VARIABLE = "PGPASSWORD";

  private final @Nullable Path directory;
  private final @Nullable DataSource database;
  private final String destination;
  private final @Nullable String node;

  private Place(
      @Nullable Path directory,
      @Nullable DataSource database,
      String destination,
      @Nullable String node) {
    this.directory = directory;
    this.database = database;
    this.destination = destination;
    this.node = node;
  }

  public static Place of(Arguments arguments) {
    Optional<String> directory = arguments.get("directory");
    Optional<String> url = arguments.get("jdbc");
    if (directory.isPresent() == url.isPresent()) {
      throw new UsageException("Name a journal with either --directory or --jdbc");
    }
    String destination = arguments.get("destination").orElse(PostgresJournal.DEFAULT_DESTINATION);
    return new Place(
        directory.map(Path::of).orElse(null),
        url.map(text -> dataSource(text, arguments.get("user"))).orElse(null),
        destination,
        arguments.get("node").orElse(null));
  }

  private static DataSource dataSource(String url, Optional<String> user) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UsageException("--jdbc must begin with jdbc:postgresql:");
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    user.ifPresent(database::setUser);
    String password = System.getenv(PASSWORD_VARIABLE);
    if (password != null) {
      database.setPassword(password);
    }
    return database;
  }

  /** To look only: disturbs nobody who writes. */
  public JournalView view() {
    try {
      if (database != null) {
        return JournalView.ofPostgres(readOnly(database), destination, node);
      }
      return JournalView.ofSqlite(readOnly(directoryWithAJournal().resolve(SqliteFiles.DATABASE)));
    } catch (SQLException e) {
      throw new RefusedException("Cannot open the journal: " + e.getMessage(), e);
    }
  }

  private static Connection readOnly(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    connection.setReadOnly(true);
    return connection;
  }

  private static Connection readOnly(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** To change: nobody else has the journal meanwhile. */
  public EventJournal journal() {
    if (database != null) {
      String name = nodeToChange();
      try (Connection connection = readOnly(database)) {
        JournalView.livingHolder(connection, destination, name)
            .ifPresent(
                holder -> {
                  throw new RefusedException(
                      "The journal of node "
                          + name
                          + " is in use by "
                          + holder
                          + ". Stop that process first, or wait until its lease is over");
                });
      } catch (SQLException e) {
        throw new RefusedException("Cannot open the journal: " + e.getMessage(), e);
      }
      return PostgresJournal.on(database, name).destination(destination).openIfFree();
    }
    return SqliteJournal.at(directoryWithAJournal()).open();
  }

  /** A connection that may delete from the quarantine, and what keeps others away meanwhile. */
  public Changing changing() {
    try {
      if (database != null) {
        return new Changing(database.getConnection(), () -> {});
      }
      Path held = directoryWithAJournal();
      SqliteJournal.at(held).open().close(); // as a host does: a damaged log is kept and reported
      DirectoryLock lock = DirectoryLock.take(held);
      try {
        String url = "jdbc:sqlite:" + held.resolve(SqliteFiles.DATABASE);
        return new Changing(DriverManager.getConnection(url), lock::close);
      } catch (SQLException e) {
        lock.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new RefusedException("Cannot open the journal: " + e.getMessage(), e);
    }
  }

  private String nodeToChange() {
    if (node == null) {
      throw new UsageException("--node is missing: one node's journal is changed at a time");
    }
    return node;
  }

  /** Who has the journal open, for people. */
  public String holders(JournalView view) throws SQLException {
    List<String> holders =
        directory == null
            ? view.livingHolders()
            : DirectoryLock.holder(directory).stream().toList();
    return holders.isEmpty() ? "nobody that is known" : String.join("; ", holders);
  }

  private Path directoryWithAJournal() {
    if (directory == null) {
      throw new UsageException("Name a journal with --directory");
    }
    if (!Files.isRegularFile(directory.resolve(SqliteFiles.DATABASE))) {
      throw new RefusedException(
          "There is no journal in " + directory + ": no file " + SqliteFiles.DATABASE);
    }
    return directory;
  }

  @Override
  public String toString() {
    return directory != null
        ? directory.toString()
        : "PostgreSQL, destination " + destination + (node == null ? "" : ", node " + node);
  }

  /**
   * A connection that changes the journal.
   *
   * @param connection to the database
   * @param afterwards lets others in again
   */
  public record Changing(Connection connection, Runnable afterwards) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      try {
        connection.close();
      } finally {
        afterwards.run();
      }
    }
  }
}
