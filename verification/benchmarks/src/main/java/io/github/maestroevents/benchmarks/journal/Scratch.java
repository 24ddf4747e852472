package io.github.maestroevents.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories for the files of a race, gone when it ends. */
final class Scratch implements AutoCloseable {

  private final Path root;

  private Scratch(Path root) {
    this.root = root;
  }

  static Scratch in(Path directory) throws IOException {
    return new Scratch(
        Files.createTempDirectory(Files.createDirectories(directory), "journal-race"));
  }

  /** A new one. */
  Path directory() throws IOException {
    return Files.createTempDirectory(root, "");
  }

  void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  @Override
  public void close() throws IOException {
    delete(root);
  }
}
