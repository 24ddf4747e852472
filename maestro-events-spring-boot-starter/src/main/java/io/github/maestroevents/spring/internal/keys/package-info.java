/**
 * The names of settings that several packages of the starter read.
 *
 * <p>Start at {@link io.github.maestroevents.spring.internal.keys.ObservabilityKeys}.
 */
@NullMarked
package io.github.maestroevents.spring.internal.keys;

import org.jspecify.annotations.NullMarked;
