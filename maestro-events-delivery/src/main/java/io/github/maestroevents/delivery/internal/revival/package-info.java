/**
 * From the bytes a journal has kept back to the event.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.revival.Revival}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.revival;

import org.jspecify.annotations.NullMarked;
