/**
 * What an operator sees: where every event is, and what befell the destination.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.monitor.DeliveryStats}.
 */
@NullMarked
package io.github.maestroevents.delivery.monitor;

import org.jspecify.annotations.NullMarked;
