/**
 * How an event becomes a row of a table and back, with a checksum that tells when a row is no
 * longer what was stored.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.row.StoredEvent}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.row;

import org.jspecify.annotations.NullMarked;
