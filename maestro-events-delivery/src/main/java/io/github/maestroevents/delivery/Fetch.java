package io.github.maestroevents.delivery;

/**
 * A wish to read the oldest entries above a sequence.
 *
 * @param discards whether the journal is to forget them at once, to make room
 */
record Fetch(long after, int maxEntries, long maxBytes, boolean discards) {}
