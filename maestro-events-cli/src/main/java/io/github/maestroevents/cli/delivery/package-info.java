/**
 * Events on their way to a publisher that the user names: in order, batch by batch, no faster than
 * was asked for.
 *
 * <p>Start at {@link io.github.maestroevents.cli.delivery.Sending}.
 */
@NullMarked
package io.github.maestroevents.cli.delivery;

import org.jspecify.annotations.NullMarked;
