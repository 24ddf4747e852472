package io.github.maestroevents.cli.console;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Where a command writes, and what it knows of time. One thread. */
public final class Console {

  private static final int MAX_COMPLAINT_CHARS = 4_000;

  private final LineOutput out;
  private final LineOutput err;
  private final DeliveryClock clock;
  private final Waiting waiting;

  /**
   * @param out what a command was asked for
   * @param err progress and complaints
   * @param waiting how time passes
   */
  public Console(OutputStream out, OutputStream err, DeliveryClock clock, Waiting waiting) {
    this.out = new LineOutput(out);
    this.err = new LineOutput(err);
    this.clock = clock;
    this.waiting = waiting;
  }

  /** That of the process. */
  public static Console ofTheProcess() {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        DeliveryClock.system(),
        LockSupport::parkNanos);
  }

  public LineOutput out() {
    return out;
  }

  /** A line that was asked for. */
  public void say(String line) {
    out.line(line);
  }

  /** A complaint, or how far the work has come. Where nobody reads those, it goes on. */
  public void tell(String line) {
    try {
      out.flush(); // in the order in which things happened
    } finally {
      tellAlone(line);
    }
  }

  /** As {@link #tell}, when the output is lost already. */
  public void tellAlone(String line) {
    try {
      err.line(LogText.bounded(line, MAX_COMPLAINT_CHARS));
      err.flush();
    } catch (OutputLostException nobodyReads) {
      // The exit code tells it too.
    }
  }

  public Instant now() {
    return clock.now();
  }

  /** A monotonic reading in nanoseconds. */
  public long nanoTime() {
    return clock.nanoTime();
  }

  /** Returns when so much time is over, or a little earlier. */
  public void waitFor(long nanos) {
    waiting.nanos(nanos);
  }

  /** Tells about every twentieth of the way. */
  public Progress progress(String what, long total) {
    return new Progress(this, what, total);
  }

  /** Lets time pass. */
  @FunctionalInterface
  public interface Waiting {

    /** So much of it, in nanoseconds, or less. */
    void nanos(long nanos);
  }
}
