/**
 * Where Kafka is, if the application says so by connection details and not by its configuration.
 *
 * <p>Start at {@link io.github.maestroevents.spring.internal.kafka.KafkaConnections}.
 */
@NullMarked
package io.github.maestroevents.spring.internal.kafka;

import org.jspecify.annotations.NullMarked;
