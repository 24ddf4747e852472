package io.github.maestroevents.cli.console;

/** How far long work has come; silent for short work. */
public final class Progress {

  private static final long SHORTEST_STEP = 5_000;
  private static final long STEPS = 20;

  private final Console console;
  private final String what;
  private final long total;
  private final long step;
  private long done;

  Progress(Console console, String what, long total) {
    this.console = console;
    this.what = what;
    this.total = total;
    this.step = Math.max(SHORTEST_STEP, total / STEPS);
  }

  /** So much more is done. */
  public void add(long more) {
    long before = done / step;
    done += more;
    if (done / step > before) {
      console.tell(what + " " + Figures.count(done) + " of " + Figures.count(total));
    }
  }
}
