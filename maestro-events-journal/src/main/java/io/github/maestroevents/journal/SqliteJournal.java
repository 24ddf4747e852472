package io.github.maestroevents.journal;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.JdbcEventJournal;
import io.github.maestroevents.journal.internal.jdbc.Uninterrupted;
import io.github.maestroevents.journal.internal.sqlite.SqliteTables;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import java.nio.file.Path;

/**
 * A journal in a SQLite file of the host's own: the settings of one, and the way to open it.
 *
 * <pre>{@code
 * EventJournal journal = SqliteJournal.at(Path.of("/var/lib/host/events")).open();
 * }</pre>
 *
 * <p>An event is on disk when {@code append} returns: synced, in SQLite's write-ahead log with
 * {@code synchronous=FULL}. The directory must be on a local disk; locks and shared memory do not
 * work on most network file systems. It belongs to one process at a time. A directory that is made
 * is its owner's alone (mode 0700), one that is there keeps its mode; the files in it have mode
 * 0600. What is there already must be this process's user's: a link, or what another user has put
 * there, is refused. Programs may read the file while the host lives.
 *
 * <p>SQLite's native library is unpacked once, to {@code native} in that directory. Where code must
 * not be loaded from there, since the disk is mounted {@code noexec} or SELinux forbids it, the
 * driver unpacks it to {@code java.io.tmpdir} at each start. Where it must not be loaded from there
 * either, {@link #open} names both places: set the system property {@code org.sqlite.tmpdir}.
 *
 * <p>A host decides for itself by setting that property, or {@code org.sqlite.lib.path} (the
 * directory of a library that is there already), or {@code org.sqlite.lib.name} (its file name, if
 * it is not the driver's). What a host has set is never changed. If it has set none, the last two
 * are set for the moment of loading, and cleared again.
 *
 * <p>Not thread-safe; each value is checked when it is set.
 */
public final class SqliteJournal {

  /** The quota of the file, unless set: {@value} bytes, 2 GiB. */
  public static final long DEFAULT_MAX_BYTES = 2L << 30;

  /** The smallest quota: {@value} bytes. */
  public static final long MIN_MAX_BYTES = 1L << 20;

  /** What stays free on the disk, unless set: {@value} bytes, 256 MiB. */
  public static final long DEFAULT_KEEP_FREE_BYTES = 256L << 20;

  private final Path directory;
  private long maxBytes = DEFAULT_MAX_BYTES;
  private long keepFreeBytes = DEFAULT_KEEP_FREE_BYTES;
  private DamagePolicy onDamage = DamagePolicy.FAIL;

  private SqliteJournal(Path directory) {
    this.directory = directory;
  }

  /**
   * A journal in this directory, with defaults.
   *
   * @param directory the journal's alone; created when it is opened. One for each destination
   */
  public static SqliteJournal at(Path directory) {
    return new SqliteJournal(requireNonNull(directory, "directory"));
  }

  /**
   * The quota: an event that would not fit is not written, and {@code JournalFullException} says
   * so. It bounds what events occupy in the database file; housekeeping may add 4 MiB, and the
   * write-ahead log 8 MiB. What the log has beyond that, because another program keeps reading the
   * file, counts towards the quota.
   *
   * @param bytes at least {@value #MIN_MAX_BYTES}; {@value #DEFAULT_MAX_BYTES} by default
   */
  public SqliteJournal maxBytes(long bytes) {
    if (bytes < MIN_MAX_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes must be at least " + MIN_MAX_BYTES + ", but is " + bytes);
    }
    this.maxBytes = bytes;
    return this;
  }

  /**
   * What stays free on the disk for others: an event whose writing would leave less is not written,
   * and {@code JournalFullException} says so. With 4 MiB more than that free, the disk is looked at
   * again after a mebibyte of commits, since each look slows a sync.
   *
   * @param bytes 0 for none; {@value #DEFAULT_KEEP_FREE_BYTES} by default
   */
  public SqliteJournal keepFree(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("keepFree must be at least 0, but is " + bytes);
    }
    this.keepFreeBytes = bytes;
    return this;
  }

  /** What becomes of a file that SQLite cannot open; {@link DamagePolicy#FAIL} by default. */
  public SqliteJournal onDamage(DamagePolicy policy) {
    this.onDamage = requireNonNull(policy, "onDamage");
    return this;
  }

  /**
   * Opens the journal, or creates it. Blocks on the disk: as a rule for milliseconds, after a crash
   * for as long as SQLite takes to read its log. An interrupt does not end it, and stays set.
   *
   * @return the journal, for one publisher, which closes it
   * @throws JournalException if the directory cannot be written to, is in use by another process,
   *     is everybody's, or holds a file that is damaged, of another version, not this user's, or no
   *     journal; the message says what to do
   */
  public EventJournal open() {
    boolean setsDamagedAside = onDamage == DamagePolicy.SET_ASIDE;
    SqliteSettings settings =
        new SqliteSettings(maxBytes, keepFreeBytes, setsDamagedAside, DeliveryClock.system());
    return Uninterrupted.call(() -> JdbcEventJournal.over(SqliteTables.open(directory, settings)));
  }

  @Override
  public String toString() {
    return "SqliteJournal[directory="
        + directory
        + ", maxBytes="
        + maxBytes
        + ", keepFree="
        + keepFreeBytes
        + ", onDamage="
        + onDamage
        + "]";
  }
}
