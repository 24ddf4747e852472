/**
 * Saves what can be read of a damaged SQLite file into a new one.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.sqlite.salvage.SqliteSalvage}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.sqlite.salvage;

import org.jspecify.annotations.NullMarked;
