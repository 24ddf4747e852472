package io.github.maestroevents.journal;

import io.github.maestroevents.delivery.policy.DeliveryClock;

/**
 * Settings of a journal in a SQLite file, checked.
 *
 * @param maxBytes the quota of the database file
 * @param keepFreeBytes what stays free on the disk
 * @param onDamage what becomes of a file that cannot be opened
 * @param clock for what people read, and for pauses
 */
record SqliteSettings(
    long maxBytes, long keepFreeBytes, DamagePolicy onDamage, DeliveryClock clock) {}
