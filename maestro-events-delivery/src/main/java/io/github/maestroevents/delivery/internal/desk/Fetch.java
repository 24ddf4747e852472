package io.github.maestroevents.delivery.internal.desk;

/**
 * A wish to read the oldest entries above a sequence.
 *
 * @param discards whether the journal is to forget them at once, to make room
 */
public record Fetch(long after, int maxEntries, long maxBytes, boolean discards) {}
