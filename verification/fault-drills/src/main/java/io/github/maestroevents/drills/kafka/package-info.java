/**
 * Drills that break a real Kafka cluster, or the network before it, under load, and then account
 * for every event: what callers offered against what a stock consumer reads.
 *
 * <p>Start at {@link io.github.maestroevents.drills.kafka.KafkaDrill}, which the drills share.
 */
@NullMarked
package io.github.maestroevents.drills.kafka;

import org.jspecify.annotations.NullMarked;
