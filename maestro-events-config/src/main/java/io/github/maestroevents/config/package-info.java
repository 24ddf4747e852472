/**
 * Publishers from keys and values: a map, a file of properties, variables of the environment.
 *
 * <p>Start at {@link io.github.maestroevents.config.MaestroEvents}.
 */
@NullMarked
package io.github.maestroevents.config;

import org.jspecify.annotations.NullMarked;
