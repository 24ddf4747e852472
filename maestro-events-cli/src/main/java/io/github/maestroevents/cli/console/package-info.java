/**
 * What every command stands on: where it writes, the time, how it ends, and figures as people read
 * them.
 *
 * <p>Start at {@link io.github.maestroevents.cli.console.Console}.
 */
@NullMarked
package io.github.maestroevents.cli.console;

import org.jspecify.annotations.NullMarked;
