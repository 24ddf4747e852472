package io.github.maestroevents.testbeds.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process tells the disk it runs on. Thread-safe. */
public final class DiskOrders implements AutoCloseable {

  /** No space is left on the device. */
  public static final int ENOSPC = 28;

  /** Input/output error. */
  public static final int EIO = 5;

  private final Path control;
  private final FileOutputStream out;

  private DiskOrders(Path control, FileOutputStream out) {
    this.control = control;
    this.out = out;
  }

  /** Orders to the disk of this process. */
  public static DiskOrders to(Path control) {
    try {
      return new DiskOrders(control, new FileOutputStream(control.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Counts calls from 1 on again, and lets some of them fail.
   *
   * @param first the number of the first that fails; 0 for none
   * @param count how many in a row
   * @param errno with which error
   */
  public void fail(long first, long count, int errno) {
    write("fail " + first + " " + count + " " + errno);
  }

  /** How many calls there were since they were last counted from 1 on. */
  public synchronized long calls() {
    write("count");
    try {
      return Long.parseLong(Files.readString(control).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a line into the record, behind all that has happened. */
  public void mark(String text) {
    write("mark " + text);
  }

  private synchronized void write(String order) {
    try {
      out.write(order.getBytes(StandardCharsets.UTF_8)); // one call, and nothing in between
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
