package io.github.maestroevents.cli.text;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.config.letters.Lines;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of lines, read one after the other as bytes; empty ones are passed over. */
public final class LineFile implements AutoCloseable {

  /** The name that stands for the input of the process: {@value}. */
  public static final String INPUT = "-";

  /** What the user of the process has given it, and the device that ends at once. */
  private static final List<Path> ENDING =
      List.of(
          Path.of("/dev/stdin"),
          Path.of("/dev/fd"),
          Path.of("/proc/self/fd"),
          Path.of("/dev/null"));

  /** Of a mode, in POSIX's numbers. */
  private static final int KIND = 0170000;

  private static final int PIPE = 0010000;

  private final String name;
  private final Lines lines;

  private LineFile(String name, InputStream in) {
    this.name = name;
    this.lines = new Lines(name, in);
  }

  /**
   * Makes sure of all files before anything is done. A pipe is left alone: whoever writes to it
   * would find it closed, and what is written is read once.
   *
   * @throws RefusedException if one is not there, or cannot be read
   */
  public static void requireReadable(List<Path> files) {
    for (Path file : files) {
      if (!file.toString().equals(INPUT)) {
        requireEnding(file);
        if (canBeReadTwice(file)) {
          open(file).close();
        }
      }
    }
  }

  private static boolean canBeReadTwice(Path file) {
    return !Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file);
  }

  /** A device may never end. */
  private static void requireEnding(Path file) {
    if (ENDING.stream().noneMatch(file::startsWith) && isDevice(file)) {
      throw new RefusedException("Cannot read " + file + ": it is a device or a socket");
    }
  }

  private static boolean isDevice(Path file) {
    try {
      return Files.exists(file)
          && !Files.isRegularFile(file)
          && !Files.isDirectory(file)
          && ((Integer) Files.getAttribute(file, "unix:mode") & KIND) != PIPE;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException cannotTell) {
      return false;
    }
  }

  /** Opens the file, or the input of the process for {@value #INPUT}. */
  public static LineFile open(Path file) {
    if (file.toString().equals(INPUT)) {
      return new LineFile("the input", System.in);
    }
    requireEnding(file);
    try {
      if (Files.isDirectory(file)) {
        throw new RefusedException("Cannot read " + file + ": it is a directory");
      }
      return new LineFile(file.toString(), Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw new RefusedException("There is no file " + file, e);
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + file + ": " + LogText.of(e), e);
    }
  }

  /** As {@link Lines#next}. */
  public byte @Nullable [] next() {
    try {
      return lines.next();
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + name + ": " + LogText.of(e), e);
    }
  }

  /** As {@link Lines#tooLong}. */
  public @Nullable String tooLong() {
    return lines.tooLong();
  }

  /** As {@link Lines#number}. */
  public long number() {
    return lines.number();
  }

  /** As {@link Lines#place}. */
  public String place() {
    return lines.place();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + name + ": " + LogText.of(e), e);
    }
  }
}
