package io.github.maestroevents.journal.inspect;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.journal.PostgresJournal;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal is that a tool is about: in a directory, or in a database that hosts share.
 *
 * <p>Looking disturbs nobody. Changing is refused while a host has the journal, and keeps hosts
 * away meanwhile.
 */
public sealed interface JournalPlace permits DirectoryPlace, DatabasePlace {

  /** The journal in a SQLite file in this directory. */
  static JournalPlace inDirectory(Path directory) {
    return new DirectoryPlace(requireNonNull(directory, "directory"));
  }

  /**
   * The journals for a destination in a PostgreSQL database.
   *
   * @param destination as the hosts have set it; {@link PostgresJournal#DEFAULT_DESTINATION} if
   *     they have not
   * @param node the name of a host; null for all hosts, whose journals can be looked at, not
   *     changed
   */
  static JournalPlace inDatabase(DataSource database, String destination, @Nullable String node) {
    return inDatabase(database, null, destination, node);
  }

  /**
   * The same in a schema that is named.
   *
   * @param schema as {@link PostgresJournal#schema} has it; null if it is not set
   */
  static JournalPlace inDatabase(
      DataSource database, @Nullable String schema, String destination, @Nullable String node) {
    return inDatabase(database, schema, null, destination, node);
  }

  /**
   * The same with tables of another role.
   *
   * @param schema as {@link PostgresJournal#schema} has it; null if it is not set
   * @param trustedOwner as {@link PostgresJournal#trustedOwner} has it; null if it is not set
   */
  static JournalPlace inDatabase(
      DataSource database,
      @Nullable String schema,
      @Nullable String trustedOwner,
      String destination,
      @Nullable String node) {
    return new DatabasePlace(
        requireNonNull(database, "database"),
        schema,
        trustedOwner,
        requireNonNull(destination, "destination"),
        node);
  }

  /**
   * Whether a directory is a journal's, so that nothing else is to be put there. In a directory
   * that everybody may write to, as {@code /tmp}, files that are neither its owner's nor this
   * user's do not count: anybody could forbid it to all others by them. For a directory that cannot
   * be looked into, false. Blocks on the disk.
   */
  static boolean isJournal(Path directory) {
    return DirectoryPlace.isJournals(directory);
  }

  /**
   * Whether a file is called like one of a journal that is there, whoever's that journal is: then
   * it is not to be made or replaced. Blocks on the disk.
   */
  static boolean isJournalFile(Path file) {
    return DirectoryPlace.isJournalsFile(file);
  }

  /**
   * Opens the journal to look at it.
   *
   * @return to be closed by the caller
   * @throws JournalException if it is not there, naming those that are, or cannot be read
   */
  JournalView view();

  /** Who has the journal open, for people; empty if nobody is known to. */
  List<String> holders();

  /**
   * The nodes that have reported for a status page, or hold a lease, by name; empty for a journal
   * in a directory, and where no status page is used.
   */
  List<NodeSighting> nodes();

  /**
   * Opens the journal to change it, as a host does that starts.
   *
   * @param create whether a journal that is not there is made, and not refused
   * @return to be closed by the caller; nobody else has the journal until then
   * @throws JournalException if a living host has it, naming the host; if it is not there, naming
   *     those that are; or if it cannot be opened
   */
  EventJournal open(boolean create);

  /**
   * Deletes rows of the quarantine. To be called while the caller has the journal open, but for
   * {@link #isShared() shared} ones.
   *
   * @return how many were still there
   */
  long deleteFromQuarantine(List<QuarantinedRow> rows);

  /** Whether hosts share it, each with a name of its own. */
  boolean isShared();

  /** What the files of a journal in a directory take on disk, in bytes; 0 in a database. */
  long fileBytes();
}
