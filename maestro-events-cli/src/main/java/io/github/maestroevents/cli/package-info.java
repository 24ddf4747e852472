/**
 * The command line {@code maestro-events}: one program for people.
 *
 * <p>Start at {@link io.github.maestroevents.cli.MaestroEvents}, which lists the commands.
 */
@NullMarked
package io.github.maestroevents.cli;

import org.jspecify.annotations.NullMarked;
