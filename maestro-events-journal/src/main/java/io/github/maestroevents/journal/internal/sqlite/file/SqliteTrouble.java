package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.DirectoryTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Why SQLite could not open a file, or could not write to it: it says "unable to open" of all that
 * a directory or a file may lack.
 */
public final class SqliteTrouble {

  private SqliteTrouble() {}

  /** The reason, for people. */
  public static String of(SqliteFiles files, SQLException e) {
    if (!SqliteErrors.isAboutTheFile(e)) {
      return said(e);
    }
    for (Path file : new Path[] {files.database(), files.log(), files.sharedMemory()}) {
      if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
        return said(e)
            + ": permission denied to the user "
            + System.getProperty("user.name")
            + " ("
            + DirectoryTrouble.describe(file)
            + "): make it writable for this process";
      }
    }
    return said(e) + ": " + DirectoryTrouble.of(files.directory(), e);
  }

  private static String said(SQLException e) {
    return String.valueOf(ToldSqlException.of(e).getMessage());
  }
}
