package io.github.maestroevents.testbeds.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file as a disk has it, and what has been done to it since it was last synced. */
final class StoredFile {

  /** What a disk writes wholly or not at all. */
  private static final int SECTOR = 512;

  private byte[] bytes;
  private int size;
  private final List<DiskChange> pending = new ArrayList<>();
  private String path;

  StoredFile(String path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
    this.size = bytes.length;
  }

  /** What it is called now. */
  String path() {
    return path;
  }

  void renamed(String to) {
    path = to;
  }

  void change(DiskChange change) {
    pending.add(change);
  }

  void sync() {
    pending.forEach(this::apply);
    pending.clear();
  }

  /** The system forgets what it could not write, though some of it may be on the disk. */
  void failSync(Random random) {
    for (DiskChange change : pending) {
      if (random.nextBoolean()) {
        apply(change);
      }
    }
    pending.clear();
  }

  /** The power is gone: of what was not synced, some is there. */
  void cut(Survivors survivors, Random random) {
    for (DiskChange change : survivors.of(pending, random)) {
      if (survivors.tears() && change.kind() == DiskChange.WROTE && random.nextInt(4) == 0) {
        applySectors(change, random);
      } else {
        apply(change);
      }
    }
    pending.clear();
  }

  private void apply(DiskChange change) {
    int at = Math.toIntExact(change.number());
    if (change.kind() == DiskChange.CUT) {
      reach(at);
      Arrays.fill(bytes, at, Math.max(at, size), (byte) 0);
      size = at;
      return;
    }
    reach(at + change.bytes().length);
    System.arraycopy(change.bytes(), 0, bytes, at, change.bytes().length);
    size = Math.max(size, at + change.bytes().length);
  }

  private void applySectors(DiskChange change, Random random) {
    int first = Math.toIntExact(change.number());
    int end = first + change.bytes().length;
    for (int from = first; from < end; ) {
      int to = Math.min(end, (from / SECTOR + 1) * SECTOR);
      if (random.nextBoolean()) {
        reach(to);
        System.arraycopy(change.bytes(), from - first, bytes, from, to - from);
        size = Math.max(size, to);
      }
      from = to;
    }
  }

  private void reach(int length) {
    if (bytes.length < length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
  }

  byte[] content() {
    return Arrays.copyOf(bytes, size);
  }
}
