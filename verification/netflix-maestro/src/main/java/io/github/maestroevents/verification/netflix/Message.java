package io.github.maestroevents.verification.netflix;

/**
 * A row of the queue that this server owns for a while.
 *
 * @param ownedUntil in epoch milliseconds; then another may take it
 */
record Message(int queue, String id, String payload, long ownedUntil) {}
