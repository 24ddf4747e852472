/**
 * Real Kafka brokers in processes of their own, to be killed, stopped and restarted.
 *
 * <p>Start at {@link io.github.maestroevents.testbeds.kafka.KafkaCluster}. What tests need of any
 * Kafka, also of one in a container, is {@link
 * io.github.maestroevents.testbeds.kafka.KafkaService}.
 */
@NullMarked
package io.github.maestroevents.testbeds.kafka;

import org.jspecify.annotations.NullMarked;
