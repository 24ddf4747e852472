/**
 * What an {@code Environment} of Spring says below {@code maestro.events}, from whichever source,
 * as keys and values of the library.
 *
 * <p>Start at {@link io.github.maestroevents.spring.internal.environment.EnvironmentSettings}.
 */
@NullMarked
package io.github.maestroevents.spring.internal.environment;

import org.jspecify.annotations.NullMarked;
