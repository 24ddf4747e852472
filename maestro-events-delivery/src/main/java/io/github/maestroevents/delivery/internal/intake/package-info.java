/**
 * The first hand-off: from the host's threads to the thread that takes from the queue.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.intake.Intake}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.intake;

import org.jspecify.annotations.NullMarked;
