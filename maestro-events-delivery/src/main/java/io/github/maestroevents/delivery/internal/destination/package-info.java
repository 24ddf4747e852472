/**
 * The second hand-off: batches to the publisher, and its answers back.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.destination.Destination}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.destination;

import org.jspecify.annotations.NullMarked;
