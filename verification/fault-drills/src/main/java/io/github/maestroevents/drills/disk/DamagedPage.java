package io.github.maestroevents.drills.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Damage to a journal's file where it holds no events: the empty table of the quarantine. */
final class DamagedPage {

  private static final int PAGE_BYTES = 4096;

  private DamagedPage() {}

  /** Whether there was a table to damage. */
  static boolean write(Path root) {
    Path file = root.resolve(PowerHost.JOURNAL).resolve("events.db");
    if (!Files.exists(file)) {
      return false;
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      long page = rootPage(file);
      if (page == 0) {
        return false;
      }
      damaged.seek((page - 1) * PAGE_BYTES);
      damaged.write(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever is only in the log is copied into the file by the look. */
  private static long rootPage(Path file) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'quarantine'")) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException noSuchTable) {
      return 0;
    }
  }
}
