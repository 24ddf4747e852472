package io.github.maestroevents.testbeds.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A disk below one directory of a process on Linux: its calls fail on order, and what happens to it
 * is written down. The process is started with {@link #environment} and gives its orders by {@link
 * DiskOrders}.
 */
public final class SimulatedDisk {

  private static final String SOURCE = "disk.c";
  private static @Nullable Path compiled;

  private final Path home;
  private final Path library;

  private SimulatedDisk(Path home, Path library) {
    this.home = home;
    this.library = library;
  }

  /**
   * A disk whose files lie in this directory.
   *
   * @param home an existing directory
   * @throws UnsupportedOperationException if this machine cannot simulate one, saying why
   */
  public static SimulatedDisk in(Path home) {
    try {
      return new SimulatedDisk(home.toRealPath(), library());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory whose changes count. */
  public Path root() {
    return home.resolve("disk");
  }

  /** What has happened to it, for {@link DiskRecord#read}. */
  public Path record() {
    return home.resolve("record");
  }

  /** Where the process gives its orders, for {@link DiskOrders#to}. */
  public Path control() {
    return home.resolve("control");
  }

  /**
   * What a process on this disk needs in its environment. Its syncs do not reach the real disk.
   *
   * @param records whether what happens is written down
   */
  public Map<String, String> environment(boolean records) {
    return records
        ? Map.of(
            "LD_PRELOAD", library.toString(),
            "DISK_ROOT", root().toString(),
            "DISK_CONTROL", control().toString(),
            "DISK_RECORD", record().toString())
        : Map.of(
            "LD_PRELOAD", library.toString(),
            "DISK_ROOT", root().toString(),
            "DISK_CONTROL", control().toString());
  }

  private static synchronized Path library() throws IOException {
    if (compiled == null) {
      if (!System.getProperty("os.name").startsWith("Linux")) {
        throw new UnsupportedOperationException("Needs Linux, to preload a library");
      }
      Path directory = Files.createTempDirectory("simulated-disk");
      Path source = directory.resolve(SOURCE);
      Path library = directory.resolve("disk.so");
      try (InputStream text = SimulatedDisk.class.getResourceAsStream(SOURCE)) {
        if (text == null) {
          throw new IllegalStateException("The source " + SOURCE + " is not on the class path");
        }
        Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
      }
      compile(source, library);
      for (Path file : new Path[] {directory, source, library}) {
        file.toFile().deleteOnExit(); // the directory last: in the reverse order of these calls
      }
      compiled = library;
    }
    return compiled;
  }

  private static void compile(Path source, Path library) {
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-O1",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl",
                  "-lpthread")
              .redirectErrorStream(true)
              .start();
      String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (compiler.waitFor() != 0) {
        throw new UnsupportedOperationException(
            "The C compiler of this machine cannot make the disk: " + output.strip());
      }
    } catch (IOException e) {
      throw new UnsupportedOperationException("Needs a C compiler, cc: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the disk was compiled", e);
    }
  }
}
