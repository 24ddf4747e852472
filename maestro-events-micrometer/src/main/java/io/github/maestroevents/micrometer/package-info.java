/**
 * What becomes of the events of a destination, as meters of Micrometer.
 *
 * <p>Start at {@link io.github.maestroevents.micrometer.MicrometerDeliveryMetrics}.
 */
@NullMarked
package io.github.maestroevents.micrometer;

import org.jspecify.annotations.NullMarked;
