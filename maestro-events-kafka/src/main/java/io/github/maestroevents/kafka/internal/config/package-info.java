/**
 * What the producer is configured with, what it costs, and what is legal.
 *
 * <p>Start at {@link io.github.maestroevents.kafka.internal.config.ProducerDefaults}.
 */
@NullMarked
package io.github.maestroevents.kafka.internal.config;

import org.jspecify.annotations.NullMarked;
