/**
 * Beans in both directions: those of the host that a configuration names, and those of destinations
 * that the host gets.
 *
 * <p>Start at {@link io.github.maestroevents.spring.internal.beans.HostObjects}.
 */
@NullMarked
package io.github.maestroevents.spring.internal.beans;

import org.jspecify.annotations.NullMarked;
