/**
 * Whether events arrive, as one word with reasons: for a health check, a page, or a person.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.health.DeliveryHealth}.
 */
@NullMarked
package io.github.maestroevents.delivery.health;

import org.jspecify.annotations.NullMarked;
