/**
 * Events for people who read logs: accepts everything, delivers nothing, tells what it saw.
 *
 * <p>Start at {@link io.github.maestroevents.noop.NoOpNotificationPublisher}.
 */
@NullMarked
package io.github.maestroevents.noop;

import org.jspecify.annotations.NullMarked;
