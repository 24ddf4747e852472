/**
 * Keeps accepted events on disk until they are delivered: one row per event, in a SQLite file of
 * the host's own or in a PostgreSQL database that many hosts share.
 *
 * <p>Start at {@link io.github.maestroevents.journal.SqliteJournal} or {@link
 * io.github.maestroevents.journal.PostgresJournal}.
 */
@NullMarked
package io.github.maestroevents.journal;

import org.jspecify.annotations.NullMarked;
