/**
 * Whether the destination is called.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.breaker.CircuitBreaker}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.breaker;

import org.jspecify.annotations.NullMarked;
