/**
 * The files of a SQLite journal in their directory: the database, its write-ahead log, the disk
 * under both, and what SQLite says when one of them fails.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.sqlite.file;

import org.jspecify.annotations.NullMarked;
