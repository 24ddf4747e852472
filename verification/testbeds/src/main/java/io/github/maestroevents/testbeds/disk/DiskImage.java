package io.github.maestroevents.testbeds.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was on a disk before a process began to change it. Immutable. */
public final class DiskImage {

  private final Path root;
  private final Map<String, Long> inodes = new TreeMap<>();
  private final Map<Long, byte[]> contents = new HashMap<>();
  private final List<String> directories;

  private DiskImage(Path root) throws IOException {
    this.root = root;
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> paths = all.sorted().toList();
      directories = paths.stream().filter(Files::isDirectory).map(Path::toString).toList();
      for (Path file : paths) {
        if (!Files.isDirectory(file)) {
          long inode = (Long) Files.getAttribute(file, "unix:ino");
          inodes.put(file.toString(), inode);
          contents.put(inode, Files.readAllBytes(file));
        }
      }
    }
  }

  /** All files below an existing directory. */
  public static DiskImage of(Path root) {
    try {
      return new DiskImage(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return root;
  }

  List<String> directories() {
    return directories;
  }

  Map<String, Long> inodes() {
    return inodes;
  }

  byte[] content(long inode) {
    return contents.getOrDefault(inode, new byte[0]).clone();
  }
}
