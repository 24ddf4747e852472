/**
 * Where batches wait for a producer, or for a topic.
 *
 * <p>Start at {@link io.github.maestroevents.kafka.internal.waiting.WaitingRoom}.
 */
@NullMarked
package io.github.maestroevents.kafka.internal.waiting;

import org.jspecify.annotations.NullMarked;
