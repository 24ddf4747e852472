/**
 * The threads of the library: how they are made, how they take their turns and end, and the watch
 * beside them.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.thread.TurnThread}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.thread;

import org.jspecify.annotations.NullMarked;
