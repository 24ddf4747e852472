package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.inspect.JournalPlace;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Option;

/** Which journal a command is about. */
public final class PlaceOptions {

  static final String HEADING = "%nWhich journal:%n";

  /** Three tenths of the heap. */
  private static final String MAX_RESULT = "30p";

  private static final String PASSWORD_VARIABLE = "PGPASSWORD";

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "A journal in a SQLite file; or")
  private @Nullable Path directory;

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description = "one in PostgreSQL: jdbc:postgresql://host:port/database, with")
  private @Nullable String jdbc;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "  its user; the password is read from the variable " + PASSWORD_VARIABLE + ",")
  private @Nullable String user;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "  the schema of its tables; the first of the search path, unless given,")
  private @Nullable String schema;

  @Option(
      names = "--owner",
      paramLabel = "ROLE",
      description = "  a role that may own them beside the user's own,")
  private @Nullable String owner;

  @Option(
      names = "--destination",
      paramLabel = "NAME",
      description = "  what the journal is for, \"default\" unless given,")
  private @Nullable String destination;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "  and of which host; all hosts, unless given.")
  private @Nullable String node;

  /** Whether one is named. */
  public boolean isGiven() {
    return directory != null || jdbc != null;
  }

  /** The journal to look at. */
  public JournalPlace place() {
    if ((directory == null) == (jdbc == null)) {
      throw new UsageException("Name a journal with either --directory or --jdbc");
    }
    if (directory != null) {
      if (isOfDatabase()) {
        throw new UsageException(
            "--user, --schema, --owner, --destination and --node go with --jdbc: a directory is one"
                + " journal");
      }
      return JournalPlace.inDirectory(directory);
    }
    DataSource database = database();
    requireNames(database);
    return JournalPlace.inDatabase(
        database,
        schema,
        owner,
        destination == null ? PostgresJournal.DEFAULT_DESTINATION : destination,
        node);
  }

  private boolean isOfDatabase() {
    return user != null || schema != null || owner != null || destination != null || node != null;
  }

  private void requireNames(DataSource database) {
    try {
      if (owner != null) {
        PostgresJournal unused = PostgresJournal.on(database, "any").trustedOwner(owner);
      }
      if (schema != null) {
        PostgresJournal unused = PostgresJournal.on(database, "any").schema(schema);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--" + String.valueOf(e.getMessage()).replace("trustedOwner", "owner"));
    }
  }

  /** The journal to change: one host's. */
  public JournalPlace placeToChange() {
    JournalPlace place = place();
    if (place.isShared() && node == null) {
      place.view().close(); // which says what there is, if it is another mistake
      throw new UsageException("--node is missing: one node's journal is changed at a time");
    }
    return place;
  }

  private DataSource database() {
    PGSimpleDataSource database = JdbcUrl.database(String.valueOf(jdbc));
    if (database.getMaxResultBuffer() == null) { // a row of any size must not end the command
      database.setMaxResultBuffer(MAX_RESULT);
    }
    if (user != null) {
      database.setUser(user);
    }
    String password = System.getenv(PASSWORD_VARIABLE);
    if (password != null) {
      database.setPassword(password);
    }
    return database;
  }
}
