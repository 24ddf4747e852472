/**
 * The rows in an open SQLite file: written, read, counted and deleted, within the room there is.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.sqlite.rows.SqliteStore}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.sqlite.rows;

import org.jspecify.annotations.NullMarked;
