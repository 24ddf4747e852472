package io.github.maestroevents.testbeds.disk;

import java.nio.charset.StandardCharsets;

/**
 * One line of a record: what the kinds are, {@code disk.c} says.
 *
 * @param kind a letter
 * @param inode of the file; 0 where a path tells
 * @param number an offset, or a size
 * @param bytes what was written; or a path, or a text
 * @param to the second path of a renaming
 */
record DiskChange(char kind, long inode, long number, byte[] bytes, String to) {

  static final char MADE = 'C';
  static final char MADE_DIRECTORY = 'M';
  static final char WROTE = 'W';
  static final char CUT = 'T';
  static final char RENAMED = 'R';
  static final char REMOVED = 'U';
  static final char REMOVED_DIRECTORY = 'D';
  static final char SYNCED = 'S';
  static final char SYNCED_DIRECTORY = 'Y';
  static final char SYNC_FAILED = 'E';
  static final char MARK = 'A';

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
