package io.github.maestroevents.security.files;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;

/** Pages of a database that lead to each other: some kilobytes with rows for years. */
final class EndlessTree {

  private static final int PAGE = 4096;
  private static final int CHILDREN = 400;
  private static final int LEVELS = 4;
  private static final int CELL = 5;

  private EndlessTree() {}

  /** A table that has more rows than a page becomes one, as sqlite.org/fileformat2.html has it. */
  static void inPlaceOf(Path journal, String table) throws Exception {
    Path file = journal.resolve("events.db");
    int root;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")) {
        root = row.getInt(1);
      }
    }
    byte[] before = Files.readAllBytes(file);
    int pages = before.length / PAGE;
    ByteBuffer after = ByteBuffer.wrap(Arrays.copyOf(before, before.length + LEVELS * PAGE));
    int leaf = after.getInt((root - 1) * PAGE + 8);
    interior(after, root, pages + 1);
    for (int level = 1; level <= LEVELS; level++) {
      interior(after, pages + level, level < LEVELS ? pages + level + 1 : leaf);
    }
    after.putInt(28, pages + LEVELS);
    Files.write(file, after.array());
  }

  private static void interior(ByteBuffer file, int number, int child) {
    int page = (number - 1) * PAGE;
    int cells = PAGE - CHILDREN * CELL;
    file.put(page, (byte) 5).putShort(page + 1, (short) 0).putShort(page + 3, (short) CHILDREN);
    file.putShort(page + 5, (short) cells).put(page + 7, (byte) 0).putInt(page + 8, child);
    for (int i = 0; i < CHILDREN; i++) {
      int cell = cells + i * CELL;
      file.putShort(page + 12 + 2 * i, (short) cell);
      file.putInt(page + cell, child).put(page + cell + 4, (byte) 1);
    }
  }
}
