/**
 * Real Kafka brokers in processes of their own, to be killed, stopped and restarted.
 *
 * <p>Start at {@link io.github.maestroevents.testbeds.kafka.KafkaCluster}.
 */
@NullMarked
package io.github.maestroevents.testbeds.kafka;

import org.jspecify.annotations.NullMarked;
