/**
 * What happened in a workflow engine: one record per event type of Netflix Maestro, with its
 * statuses, its identity and its place in an order.
 *
 * <p>Start at {@link io.github.maestroevents.event.MaestroEvent}.
 */
@NullMarked
package io.github.maestroevents.event;

import org.jspecify.annotations.NullMarked;
