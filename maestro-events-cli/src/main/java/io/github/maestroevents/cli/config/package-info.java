/**
 * What can be known of a configuration before a host opens it: its mistakes, what is in force,
 * where an event would go, and whether a destination answers.
 *
 * <p>Start at {@link io.github.maestroevents.cli.config.ConfigurationOptions}.
 */
@NullMarked
package io.github.maestroevents.cli.config;

import org.jspecify.annotations.NullMarked;
