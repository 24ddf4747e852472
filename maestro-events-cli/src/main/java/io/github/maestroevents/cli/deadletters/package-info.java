/**
 * Files of dead letters: what is in them, and the way back to a destination.
 *
 * <p>Start at {@link io.github.maestroevents.cli.deadletters.ResendCommand}.
 */
@NullMarked
package io.github.maestroevents.cli.deadletters;

import org.jspecify.annotations.NullMarked;
