/**
 * Which events a command is about.
 *
 * <p>Start at {@link io.github.maestroevents.cli.select.SelectionOptions}.
 */
@NullMarked
package io.github.maestroevents.cli.select;

import org.jspecify.annotations.NullMarked;
