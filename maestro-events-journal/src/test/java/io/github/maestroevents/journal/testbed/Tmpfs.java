package io.github.maestroevents.journal.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory. Mounting needs root; a test without it is skipped and says so. */
public final class Tmpfs implements AutoCloseable {

  private final Path path;

  private Tmpfs(Path path) {
    this.path = path;
  }

  public static Tmpfs mount(Path parent, String size) throws Exception {
    return mountAt(Files.createDirectory(parent.resolve("tmpfs")), size);
  }

  /** Over a directory that exists. */
  public static Tmpfs mountAt(Path path, String size) throws Exception {
    String failure = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    assumeTrue(failure.isEmpty(), "needs the right to mount a tmpfs: " + failure);
    return new Tmpfs(path);
  }

  public Path path() {
    return path;
  }

  public void remount(String options) throws Exception {
    String failure = run("mount", "-o", "remount," + options, path.toString());
    if (!failure.isEmpty()) {
      throw new AssertionError(failure);
    }
  }

  /** What it complained of; empty if it worked. */
  private static String run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? "" : "failed: " + output;
    } catch (IOException noSuchProgram) {
      return noSuchProgram.toString();
    }
  }

  @Override
  public void close() throws Exception {
    String unused = run("umount", "-l", path.toString());
  }
}
