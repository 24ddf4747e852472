package io.github.maestroevents.testbeds.disk;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has happened to a {@link SimulatedDisk}, in its order. Immutable. */
public final class DiskRecord {

  private final List<DiskChange> changes;

  private DiskRecord(List<DiskChange> changes) {
    this.changes = List.copyOf(changes);
  }

  /** Reads a record; what its process was killed in the middle of is left out. */
  public static DiskRecord read(Path file) {
    List<DiskChange> changes = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      for (int kind = in.read(); kind >= 0; kind = in.read()) {
        long inode = number(in);
        long number = number(in);
        byte[] one = bytes(in);
        String two = new String(bytes(in), StandardCharsets.UTF_8);
        changes.add(new DiskChange((char) kind, inode, number, one, two));
      }
    } catch (EOFException killed) {
      return new DiskRecord(changes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DiskRecord(changes);
  }

  private static long number(DataInputStream in) throws IOException {
    long read = in.readLong();
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.reverseBytes(read) : read;
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(number(in))];
    in.readFully(bytes);
    return bytes;
  }

  /** How many changes, syncs and marks there are. */
  public int size() {
    return changes.size();
  }

  /** The marks from one of them on, up to another. */
  public List<String> marks(int from, int upTo) {
    return changes.subList(from, upTo).stream()
        .filter(change -> change.kind() == DiskChange.MARK)
        .map(DiskChange::text)
        .toList();
  }

  List<DiskChange> changes() {
    return changes;
  }
}
