/**
 * Making, feeding, watching, replacing and closing a producer.
 *
 * <p>Start at {@link io.github.maestroevents.kafka.internal.producer.ProducerSession}.
 */
@NullMarked
package io.github.maestroevents.kafka.internal.producer;

import org.jspecify.annotations.NullMarked;
