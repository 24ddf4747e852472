package io.github.maestroevents.benchmarks.journal;

import java.time.Duration;

/** Lets one thread commit as fast as it can, for the length of a lap. */
final class CommitLoop {

  private CommitLoop() {}

  /**
   * On the caller's thread.
   *
   * @param meanEvents in a commit; sizes alternate where it is no whole number
   */
  static Pace run(Commit commit, double meanEvents, Duration leadIn, Duration lap)
      throws Exception {
    double owed = 0;
    long start = System.nanoTime();
    long counted = start;
    Progress done = new Progress(0, 0);
    boolean counts = false;
    while (true) {
      owed += meanEvents;
      int events = Math.max(1, (int) owed);
      owed -= events;
      commit.run(events);
      done = done.plusCommit(events);
      long now = System.nanoTime();
      if (!counts && now - start >= leadIn.toNanos()) {
        counts = true;
        counted = now;
        done = new Progress(0, 0);
      } else if (counts && now - counted >= lap.toNanos()) {
        return new Pace(done, now - counted);
      }
    }
  }

  /** Makes so many events durable. */
  @FunctionalInterface
  interface Commit {
    void run(int events) throws Exception;
  }
}
