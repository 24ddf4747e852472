/**
 * A journal in a SQLite file: how it is opened, and what is done when it is full or damaged.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.sqlite.SqliteTables}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.sqlite;

import org.jspecify.annotations.NullMarked;
