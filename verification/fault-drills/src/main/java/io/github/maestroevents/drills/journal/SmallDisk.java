package io.github.maestroevents.drills.journal;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory, shared with a neighbour that may fill it. */
final class SmallDisk implements AutoCloseable {

  private static final int MEGABYTE = 1 << 20;
  private static final int BLOCK = 1 << 12;

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /**
   * Mounts it at a path that does not exist yet.
   *
   * @throws UnsupportedOperationException if that takes rights this process does not have
   */
  static SmallDisk mount(Path path, int megabytes) {
    try {
      Files.createDirectories(path);
      Process mount =
          new ProcessBuilder(
                  "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (mount.waitFor() != 0) {
        throw new UnsupportedOperationException("Needs the right to mount a tmpfs: " + output);
      }
      return new SmallDisk(path);
    } catch (IOException e) {
      throw new UnsupportedOperationException("Cannot mount a tmpfs: " + e, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
  }

  Path path() {
    return path;
  }

  /** The neighbour takes so much space, or gives it back. */
  void neighbourTakes(int megabytes) {
    try (OutputStream file = Files.newOutputStream(path.resolve("neighbour"))) {
      for (int i = 0; i < megabytes; i++) {
        file.write(new byte[MEGABYTE]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The neighbour takes what is left, to the last byte. */
  void neighbourTakesTheRest() {
    try (OutputStream file = Files.newOutputStream(path.resolve("neighbour"), APPEND)) {
      while (true) {
        file.write(new byte[BLOCK]);
      }
    } catch (IOException full) {
      // That was the aim.
    }
  }

  @Override
  public void close() {
    try {
      int unused = new ProcessBuilder("umount", "-l", path.toString()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
  }
}
