package io.github.maestroevents.testbeds.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a disk holds after its power was cut behind one line of a record. A write is there for
 * certain once its file was synced, a name once its directory was. Of writes that were not synced
 * any may be there; names come and go in their order, as every file system with a journal has it.
 * Used by one thread.
 */
public final class PowerCut {

  /** Whether a sync did what it says. */
  @FunctionalInterface
  public interface Syncs {

    /** All work. */
    Syncs ALL = (place, path) -> true;

    /**
     * Asked for each sync.
     *
     * @param place its line in the record
     * @param path of the file or directory
     */
    boolean works(int place, String path);
  }

  private final Syncs syncs;
  private final Random random;
  private final Map<Long, StoredFile> byInode = new HashMap<>();

  /** What the processes saw. */
  private final Map<String, StoredFile> names = new LinkedHashMap<>();

  /** What the disk has. */
  private final Map<String, StoredFile> storedNames = new LinkedHashMap<>();

  private final Set<String> storedDirectories = new TreeSet<>();
  private final List<NameChange> pending = new ArrayList<>();

  private PowerCut(DiskImage before, Syncs syncs, Random random) {
    this.syncs = syncs;
    this.random = random;
    storedDirectories.addAll(before.directories());
    before
        .inodes()
        .forEach(
            (path, inode) -> {
              StoredFile file = new StoredFile(path, before.content(inode));
              byInode.put(inode, file);
              names.put(path, file);
              storedNames.put(path, file);
            });
  }

  /**
   * Writes down what is left.
   *
   * @param upTo lines of the record that happened before the cut
   * @param target a directory that is empty, or not there: what stands in the place of the root
   */
  public static void write(
      DiskImage before,
      DiskRecord record,
      int upTo,
      Survivors survivors,
      Syncs syncs,
      Random random,
      Path target) {
    PowerCut cut = new PowerCut(before, syncs, random);
    for (int place = 0; place < upTo; place++) {
      cut.apply(place, record.changes().get(place));
    }
    cut.end(survivors);
    try {
      cut.write(before.root(), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The places of the syncs of files or directories whose paths end so. */
  public static List<Integer> syncsOf(DiskImage before, DiskRecord record, String pathEnds) {
    List<Integer> places = new ArrayList<>();
    Syncs note =
        (place, path) -> {
          if (path.endsWith(pathEnds)) {
            places.add(place);
          }
          return true;
        };
    PowerCut replay = new PowerCut(before, note, new Random(0));
    for (int place = 0; place < record.size(); place++) {
      replay.apply(place, record.changes().get(place));
    }
    return places;
  }

  private void apply(int place, DiskChange change) {
    String path = change.text();
    switch (change.kind()) {
      case DiskChange.MADE -> {
        StoredFile made = new StoredFile(path, new byte[0]);
        byInode.put(change.inode(), made);
        names.put(path, made);
        pending.add(new NameChange(null, path, made));
      }
      case DiskChange.MADE_DIRECTORY -> pending.add(new NameChange(null, path, null));
      case DiskChange.WROTE, DiskChange.CUT -> file(change).change(change);
      case DiskChange.RENAMED -> {
        StoredFile moved = names.remove(path);
        if (moved != null) {
          moved.renamed(change.to());
          names.put(change.to(), moved);
          pending.add(new NameChange(path, change.to(), moved));
        }
      }
      case DiskChange.REMOVED, DiskChange.REMOVED_DIRECTORY -> {
        names.remove(path);
        pending.add(new NameChange(path, null, null));
      }
      case DiskChange.SYNCED -> {
        StoredFile file = file(change);
        if (syncs.works(place, file.path())) {
          file.sync();
        }
      }
      case DiskChange.SYNC_FAILED -> file(change).failSync(random);
      case DiskChange.SYNCED_DIRECTORY -> {
        if (syncs.works(place, path)) {
          syncDirectory(path);
        }
      }
      default -> {} // a mark
    }
  }

  private StoredFile file(DiskChange change) {
    return byInode.computeIfAbsent(change.inode(), unseen -> new StoredFile("", new byte[0]));
  }

  private void syncDirectory(String directory) {
    for (Iterator<NameChange> all = pending.iterator(); all.hasNext(); ) {
      NameChange change = all.next();
      if (change.directory().equals(directory)) {
        store(change);
        all.remove();
      }
    }
  }

  private void store(NameChange change) {
    if (change.from() != null) {
      storedNames.remove(change.from());
      storedDirectories.remove(change.from());
    }
    if (change.to() != null && change.file() != null) {
      storedNames.put(change.to(), change.file());
    } else if (change.to() != null) {
      storedDirectories.add(change.to());
    }
  }

  private void end(Survivors survivors) {
    survivors.inOrder(pending, random).forEach(this::store);
    Set<StoredFile> files = new LinkedHashSet<>(storedNames.values());
    files.forEach(file -> file.cut(survivors, random));
  }

  private void write(Path root, Path target) throws IOException {
    for (String directory : storedDirectories) { // parents stand before what is in them
      Path path = target.resolve(root.relativize(Path.of(directory)).toString());
      if (directory.equals(root.toString()) || isDirectory(path.getParent())) {
        Files.createDirectories(path);
      }
    }
    for (Map.Entry<String, StoredFile> file : storedNames.entrySet()) {
      Path path = target.resolve(root.relativize(Path.of(file.getKey())).toString());
      if (isDirectory(path.getParent())) {
        Files.write(path, file.getValue().content());
      }
    }
  }

  private static boolean isDirectory(@Nullable Path path) {
    return path != null && Files.isDirectory(path);
  }

  /** A name that has come, gone, or changed; of a file, or of a directory if there is none. */
  private record NameChange(@Nullable String from, @Nullable String to, @Nullable StoredFile file) {

    String directory() {
      String path = to == null ? String.valueOf(from) : to;
      return path.substring(0, path.lastIndexOf('/'));
    }
  }
}
