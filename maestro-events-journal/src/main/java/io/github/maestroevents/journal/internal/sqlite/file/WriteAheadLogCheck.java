package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.journal.internal.owner.OwnFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads SQLite's write-ahead log (sqlite.org/fileformat2.html, chapter 4) as SQLite does when it
 * opens it, and goes on where SQLite stops. A crash leaves an unfinished last transaction, which is
 * right to ignore; a finished one behind a broken frame means that the log was damaged.
 */
public final class WriteAheadLogCheck {

  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
  private static final int CHECKED_HEADER_BYTES = 24;
  private static final int CHECKED_FRAME_BYTES = 8;
  private static final int SALTS_IN_HEADER = 16;
  private static final int SALTS_IN_FRAME = 8;
  private static final int MAGIC = 0x377f0682;
  private static final int SMALLEST_PAGE = 512;
  private static final int LARGEST_PAGE = 65_536;

  private final ByteBuffer header;

  /** Every frame of this log has them. */
  private long salts;

  private int sum1;
  private int sum2;

  private WriteAheadLogCheck(ByteBuffer header) {
    this.header = header;
    this.salts = header.getLong(SALTS_IN_HEADER);
  }

  /** Finished transactions that SQLite will ignore; 0 for a sound log, or none. */
  public static long commitsBehindDamage(Path log) throws IOException {
    if (!Files.exists(log) || Files.size(log) < HEADER_BYTES + FRAME_HEADER_BYTES) {
      return 0;
    }
    try (FileChannel file = OwnFile.open(log, StandardOpenOption.READ)) {
      return new WriteAheadLogCheck(read(file, 0, HEADER_BYTES)).commitsBehindDamage(file);
    }
  }

  private long commitsBehindDamage(FileChannel file) throws IOException {
    int pageBytes = header.getInt(8);
    boolean sound = (header.getInt(0) & ~1) == MAGIC && headerSumIsRight();
    if (pageBytes < SMALLEST_PAGE || pageBytes > LARGEST_PAGE) {
      pageBytes = SqliteFiles.PAGE_BYTES;
    }
    boolean headerIsSound = sound;
    long commits = 0;
    long frameBytes = (long) FRAME_HEADER_BYTES + pageBytes;
    for (long at = HEADER_BYTES; at + frameBytes <= file.size(); at += frameBytes) {
      ByteBuffer frame = read(file, at, (int) frameBytes);
      if (!headerIsSound && at == HEADER_BYTES) {
        salts = 0; // those in the header cannot be trusted
      }
      if (salts == 0) {
        salts = frame.getLong(SALTS_IN_FRAME);
      }
      if (sound) {
        sound = isOfThisLog(frame) && frameSumIsRight(frame);
      } else if (isOfThisLog(frame) && frame.getInt(4) != 0) {
        commits++;
      }
    }
    return commits;
  }

  /** A log is overwritten from its start, with new salts; frames with others are leftovers. */
  private boolean isOfThisLog(ByteBuffer frame) {
    return salts != 0 && frame.getLong(SALTS_IN_FRAME) == salts;
  }

  private boolean headerSumIsRight() {
    sum(header, 0, CHECKED_HEADER_BYTES);
    return sum1 == header.getInt(24) && sum2 == header.getInt(28);
  }

  private boolean frameSumIsRight(ByteBuffer frame) {
    sum(frame, 0, CHECKED_FRAME_BYTES);
    sum(frame, FRAME_HEADER_BYTES, frame.capacity());
    return sum1 == frame.getInt(16) && sum2 == frame.getInt(20);
  }

  private void sum(ByteBuffer bytes, int from, int to) {
    ByteBuffer words =
        bytes
            .duplicate()
            .order((header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (int at = from; at < to; at += 2 * Integer.BYTES) {
      sum1 += words.getInt(at) + sum2;
      sum2 += words.getInt(at + Integer.BYTES) + sum1;
    }
  }

  private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("The log ended while it was read");
      }
    }
    return bytes;
  }
}
