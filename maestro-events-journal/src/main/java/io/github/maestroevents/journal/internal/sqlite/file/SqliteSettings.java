package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.delivery.policy.DeliveryClock;

/**
 * Settings of a journal in a SQLite file, checked.
 *
 * @param maxBytes the quota of the database file
 * @param keepFreeBytes what stays free on the disk
 * @param setsDamagedAside whether a file that cannot be opened gets another name and a new journal
 *     is begun; otherwise opening fails and the file stays as it is
 * @param clock for what people read, and for pauses
 */
public record SqliteSettings(
    long maxBytes, long keepFreeBytes, boolean setsDamagedAside, DeliveryClock clock) {}
