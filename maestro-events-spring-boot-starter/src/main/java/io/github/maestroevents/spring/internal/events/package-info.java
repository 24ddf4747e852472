/**
 * What the application publishes by Spring's own means is sent.
 *
 * <p>Start at {@link io.github.maestroevents.spring.internal.events.SendAfterCommit}.
 */
@NullMarked
package io.github.maestroevents.spring.internal.events;

import org.jspecify.annotations.NullMarked;
