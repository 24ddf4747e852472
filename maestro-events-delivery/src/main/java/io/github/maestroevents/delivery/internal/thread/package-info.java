/**
 * The threads of this library, and what they may do.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.thread.CallingThread}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.thread;

import org.jspecify.annotations.NullMarked;
