package io.github.maestroevents.testbeds.disk;

import java.nio.charset.StandardCharsets;

/** One line of a record: what the kinds are, {@code disk.c} says. */
final class DiskChange {

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

  private final char kind;
  private final long inode;
  private final long number;
  private final byte[] bytes;
  private final String to;

  DiskChange(char kind, long inode, long number, byte[] bytes, String to) {
    this.kind = kind;
    this.inode = inode;
    this.number = number;
    this.bytes = bytes;
    this.to = to;
  }

  char kind() {
    return kind;
  }

  /** Of the file; 0 where a path tells. */
  long inode() {
    return inode;
  }

  /** An offset, or a size. */
  long number() {
    return number;
  }

  /** What was written. */
  byte[] bytes() {
    return bytes;
  }

  /** A path, or what a mark says. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The second path of a renaming. */
  String to() {
    return to;
  }
}
