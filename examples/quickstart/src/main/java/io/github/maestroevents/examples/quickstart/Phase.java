package io.github.maestroevents.examples.quickstart;

/** Where the replay stands relative to the outage. */
enum Phase {
  BEFORE,
  DURING,
  AFTER
}
