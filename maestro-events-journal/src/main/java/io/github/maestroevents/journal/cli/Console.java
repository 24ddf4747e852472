package io.github.maestroevents.journal.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out what it was asked for
 * @param err progress and complaints
 */
record Console(PrintStream out, PrintStream err) {

  static Console ofTheProcess() {
    return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Tells about every twentieth of the way. */
  Progress progress(String what, long total) {
    return new Progress(err, what, total);
  }

  /** How far long work has come; silent for short work. */
  static final class Progress {

    private static final long SHORTEST_STEP = 5_000;
    private static final long STEPS = 20;

    private final PrintStream to;
    private final String what;
    private final long total;
    private final long step;
    private long done;

    private Progress(PrintStream to, String what, long total) {
      this.to = to;
      this.what = what;
      this.total = total;
      this.step = Math.max(SHORTEST_STEP, total / STEPS);
    }

    void add(long more) {
      long before = done / step;
      done += more;
      if (done / step > before) {
        to.println(what + " " + done + " of " + total);
      }
    }
  }
}
