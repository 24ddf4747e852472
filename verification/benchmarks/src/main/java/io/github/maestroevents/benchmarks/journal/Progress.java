package io.github.maestroevents.benchmarks.journal;

/** Commits so far, and the events in them. */
record Progress(long commits, long events) {

  Progress plusCommit(int more) {
    return new Progress(commits + 1, events + more);
  }

  Progress since(Progress earlier) {
    return new Progress(commits - earlier.commits, events - earlier.events);
  }
}
