/**
 * An event as a Kafka record, and the names of topics.
 *
 * <p>Start at {@link io.github.maestroevents.kafka.internal.record.EventRecord}.
 */
@NullMarked
package io.github.maestroevents.kafka.internal.record;

import org.jspecify.annotations.NullMarked;
