/**
 * What an exception of Kafka's client means for an event, and where.
 *
 * <p>Start at {@link io.github.maestroevents.kafka.internal.verdict.FailureVerdicts}.
 */
@NullMarked
package io.github.maestroevents.kafka.internal.verdict;

import org.jspecify.annotations.NullMarked;
