/**
 * The journal's tables in PostgreSQL: a node's rows, the lease that makes them the node's, and the
 * adoption of a dead node's rows.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.postgres.PostgresTables}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.postgres;

import org.jspecify.annotations.NullMarked;
