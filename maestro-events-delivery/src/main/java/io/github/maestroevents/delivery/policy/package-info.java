/**
 * What a host sets: acceptance, queue, batches, retries, circuit breaker, journal, time.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.policy.AcceptancePolicy}.
 */
@NullMarked
package io.github.maestroevents.delivery.policy;

import org.jspecify.annotations.NullMarked;
