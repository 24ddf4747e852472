package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.owner.FileKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the files that SQLite has open are still those at their paths. If they are not, all works
 * as before as long as the process lives, and what is written is gone when it ends.
 *
 * <p>Asked after every commit, so it asks the system for little: whether the files are there, and
 * whether the directory has changed. Looking at a file's attributes makes its next sync slower.
 * Confined to the journal thread.
 */
public final class FilesInPlace {

  private final SqliteFiles files;
  private final Optional<Object> database;
  private final Optional<Object> log;
  private @Nullable Object directory;
  private @Nullable FileTime changed;

  private FilesInPlace(SqliteFiles files) {
    this.files = files;
    this.database = FileKeys.of(files.database());
    this.log = FileKeys.of(files.log());
  }

  /** The files as they are now, which SQLite has just opened. */
  public static FilesInPlace of(SqliteFiles files) {
    return new FilesInPlace(files);
  }

  /**
   * Makes sure of it.
   *
   * @throws JournalException if a file was removed, moved or replaced, naming it
   */
  public void require() {
    requireThere(files.database());
    requireThere(files.log());
    if (hasDirectoryChanged()) {
      requireSame(files.database(), database);
      requireSame(files.log(), log);
    }
  }

  private static void requireThere(Path file) {
    if (!Files.exists(file)) {
      throw gone(file, "removed or moved away");
    }
  }

  private static void requireSame(Path file, Optional<Object> before) {
    if (!FileKeys.of(file).equals(before)) {
      throw gone(file, "replaced");
    }
  }

  private static JournalException gone(Path file, String how) {
    return new JournalException(
        "The journal's file "
            + file
            + " was "
            + how
            + " under this process. Nothing more is accepted, since it would be gone when the"
            + " process ends. Put the file back, or restart the host; until then it delivers what"
            + " it has");
  }

  private boolean hasDirectoryChanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(files.directory(), BasicFileAttributes.class);
      if (now.lastModifiedTime().equals(changed)
          && String.valueOf(now.fileKey()).equals(String.valueOf(directory))) {
        return false;
      }
      changed = now.lastModifiedTime();
      directory = now.fileKey();
    } catch (IOException cannotTell) {
      changed = null; // the files are looked at each time
    }
    return true;
  }
}
