/**
 * Who gets an event, and with which attributes.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.filter.EventFilter}.
 */
@NullMarked
package io.github.maestroevents.delivery.filter;

import org.jspecify.annotations.NullMarked;
