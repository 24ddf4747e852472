/**
 * The non-blocking decorator for any publisher and the engine behind it.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.NonBlockingNotificationPublisher}.
 */
@NullMarked
package io.github.maestroevents.delivery;

import org.jspecify.annotations.NullMarked;
