/**
 * What moves through the engine: an event, and what travels beside it.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.travel.PendingEvent}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.travel;

import org.jspecify.annotations.NullMarked;
