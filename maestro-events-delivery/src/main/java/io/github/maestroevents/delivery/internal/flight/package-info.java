/**
 * Order, window and retry: what is held, what is under way, what follows from an answer.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.flight.InFlightWindow}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.flight;

import org.jspecify.annotations.NullMarked;
