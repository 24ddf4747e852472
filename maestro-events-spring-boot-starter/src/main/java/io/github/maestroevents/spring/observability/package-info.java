/**
 * How the events of an application fare, by Spring Boot's own means: health, an endpoint, meters,
 * and the trace that travels with an event.
 *
 * <p>Start at {@link io.github.maestroevents.spring.observability.DeliveryHealthReport}.
 */
@NullMarked
package io.github.maestroevents.spring.observability;

import org.jspecify.annotations.NullMarked;
