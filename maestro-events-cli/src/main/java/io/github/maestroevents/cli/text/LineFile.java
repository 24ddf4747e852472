package io.github.maestroevents.cli.text;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.spi.LogText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LEAST_BYTES = 1 << 20;

  /** What a line is read into, and what is made of it, takes many times its length. */
  private static final int MAX_BYTES =
      (int) Math.max(LEAST_BYTES, Math.min(1 << 28, Runtime.getRuntime().maxMemory() / 20));

  private static final List<Path> OWN_INPUTS =
      List.of(Path.of("/dev/stdin"), Path.of("/dev/fd"), Path.of("/proc/self/fd"));

  /** Of a mode, in POSIX's numbers. */
  private static final int KIND = 0170000;

  private static final int PIPE = 0010000;

  private static final ByteArrayOutputStream NOTHING = new ByteArrayOutputStream(0);

  private final String name;
  private final InputStream in;
  private long number;
  private long length;

  private LineFile(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
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

  /** A device may never end; that of the process's own input is what its user has given it. */
  private static void requireEnding(Path file) {
    if (OWN_INPUTS.stream().noneMatch(file::startsWith) && isDevice(file)) {
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

  /**
   * What comes of a stream, which the caller has opened and closes.
   *
   * @param name for people
   */
  public static LineFile of(String name, InputStream in) {
    return new LineFile(name, in);
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

  /**
   * The next line, without its end; null at the end. Of a line that is too long for the heap of
   * this process nothing is kept: it is empty, and {@link #tooLong} tells of it.
   */
  public byte @Nullable [] next() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    length = 0;
    try {
      int next = in.read();
      while (next >= 0 && (next != '\n' || length == 0)) {
        if (next == '\n') {
          number++;
        } else if (++length <= MAX_BYTES) {
          line.write(next);
        } else {
          line = NOTHING;
        }
        next = in.read();
      }
      if (length == 0) {
        return null;
      }
      number++;
      return line.toByteArray();
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + name + ": " + LogText.of(e), e);
    }
  }

  /** That the line that {@link #next} has returned is too long, for people; null if it is not. */
  public @Nullable String tooLong() {
    return length <= MAX_BYTES
        ? null
        : "it has "
            + length
            + " bytes, and "
            + MAX_BYTES
            + " are read with the heap of this process; a larger one (-Xmx) reads more";
  }

  /** The number of the line that {@link #next} has returned, from 1. */
  public long number() {
    return number;
  }

  /** That line, for people. */
  public String place() {
    return name + ", line " + number;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + name + ": " + LogText.of(e), e);
    }
  }
}
