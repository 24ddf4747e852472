/**
 * A journal in the tables of any database: what a journal promises, and what each kind of tables
 * must do for it.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.jdbc.JdbcEventJournal}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.jdbc;

import org.jspecify.annotations.NullMarked;
