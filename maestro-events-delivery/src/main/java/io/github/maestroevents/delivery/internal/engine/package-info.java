/**
 * A turn, the end, and the wiring of all the parts.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.engine.DeliveryLoop}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.engine;

import org.jspecify.annotations.NullMarked;
