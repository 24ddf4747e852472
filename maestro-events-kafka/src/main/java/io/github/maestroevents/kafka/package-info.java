/**
 * Delivers events to Kafka topics, as CloudEvents in binary mode.
 *
 * <p>Start at {@link io.github.maestroevents.kafka.KafkaNotificationPublisher}.
 */
@NullMarked
package io.github.maestroevents.kafka;

import org.jspecify.annotations.NullMarked;
