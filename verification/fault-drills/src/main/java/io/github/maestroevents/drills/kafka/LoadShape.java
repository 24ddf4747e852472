package io.github.maestroevents.drills.kafka;

/**
 * How much is sent.
 *
 * @param callers threads that send
 * @param runsPerCaller workflow runs, each an ordering key, that a caller sends events of in turns
 * @param eventsPerSecond of all callers together
 */
record LoadShape(int callers, int runsPerCaller, int eventsPerSecond) {

  /** Over ten times what a busy Maestro node makes. */
  static LoadShape full() {
    return new LoadShape(4, 64, 2_000);
  }

  /** For a machine that runs other tests meanwhile. */
  static LoadShape small() {
    return new LoadShape(4, 32, 500);
  }
}
