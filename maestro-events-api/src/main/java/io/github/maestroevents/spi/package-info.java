/**
 * What an adapter implements: batches of encoded events in, one outcome per event out.
 *
 * <p>Start at {@link io.github.maestroevents.spi.BatchNotificationPublisher}. The adapter
 * classifies, the engine obeys.
 */
@NullMarked
package io.github.maestroevents.spi;

import org.jspecify.annotations.NullMarked;
