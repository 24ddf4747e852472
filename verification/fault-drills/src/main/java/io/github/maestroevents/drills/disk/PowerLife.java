package io.github.maestroevents.drills.disk;

import io.github.maestroevents.testbeds.disk.DiskImage;
import io.github.maestroevents.testbeds.disk.DiskRecord;
import io.github.maestroevents.testbeds.disk.PowerCut;
import io.github.maestroevents.testbeds.disk.SimulatedDisk;
import io.github.maestroevents.testbeds.disk.Survivors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One life of a host, as the record of its disk has it: it can be cut anywhere, and often. */
final class PowerLife {

  private final DiskImage before;
  private final DiskRecord record;
  private final Map<String, String> owedBefore;

  private PowerLife(DiskImage before, DiskRecord record, Map<String, String> owedBefore) {
    this.before = before;
    this.record = record;
    this.owedBefore = owedBefore;
  }

  /**
   * Lets a host live on a disk, from its opening to its close.
   *
   * @param owed events that were accepted and not delivered in earlier lives, with their kinds
   */
  static PowerLife run(SimulatedDisk disk, int number, int events, Map<String, String> owed) {
    try {
      Files.createDirectories(disk.root().resolve(PowerHost.DEAD_LETTERS));
      Files.deleteIfExists(disk.record());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DiskImage before = DiskImage.of(disk.root());
    ChildOnDisk.run(
        disk,
        true,
        PowerHost.class,
        disk.root().toString(),
        disk.control().toString(),
        Integer.toString(number),
        Integer.toString(events));
    return new PowerLife(before, DiskRecord.read(disk.record()), owed);
  }

  DiskRecord record() {
    return record;
  }

  DiskImage before() {
    return before;
  }

  /** Whether a {@code send} returned between two places. */
  boolean acceptsBetween(int from, int to) {
    return record.marks(from, to).stream().anyMatch(mark -> mark.startsWith(PowerHost.ACCEPTED));
  }

  /** Any place of the record; more often one near its beginning or its end. */
  int anywhere(Random random) {
    int size = record.size();
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(Math.min(300, size));
      case 1 -> size - random.nextInt(Math.min(300, size));
      default -> random.nextInt(size + 1);
    };
  }

  /** Writes down what the disk holds after a cut. */
  void cut(int place, Survivors survivors, PowerCut.Syncs syncs, Random random, Path target) {
    PowerCut.write(before, record, place, survivors, syncs, random, target);
  }

  /** What was accepted and not delivered when the power was cut: ids with their kinds. */
  Map<String, String> owed(int place) {
    Map<String, String> owed = new HashMap<>(owedBefore);
    Set<String> delivered =
        new HashSet<>(); // perhaps before the sender has said that it is accepted
    for (String mark : record.marks(0, place)) {
      if (mark.startsWith(PowerHost.ACCEPTED)) {
        String[] event = mark.substring(PowerHost.ACCEPTED.length()).split(" ", -1);
        owed.put(event[0], event[1]);
      } else if (mark.startsWith(PowerHost.DELIVERED)) {
        delivered.add(mark.substring(PowerHost.DELIVERED.length()));
      }
    }
    owed.keySet().removeAll(delivered);
    return owed;
  }
}
