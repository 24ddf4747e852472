/**
 * What is given up, and who takes it.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.deadletter.DeadLetterHandler}.
 */
@NullMarked
package io.github.maestroevents.delivery.deadletter;

import org.jspecify.annotations.NullMarked;
