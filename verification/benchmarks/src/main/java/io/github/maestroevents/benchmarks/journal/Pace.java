package io.github.maestroevents.benchmarks.journal;

/**
 * What a contender did in one lap.
 *
 * @param done while the lap counted
 * @param nanos how long that was
 */
record Pace(Progress done, long nanos) {

  double eventsPerSecond() {
    return done.events() * 1e9 / nanos;
  }

  double commitsPerSecond() {
    return done.commits() * 1e9 / nanos;
  }

  double eventsPerCommit() {
    return (double) done.events() / done.commits();
  }
}
