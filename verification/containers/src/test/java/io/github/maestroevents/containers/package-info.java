/**
 * Servers in containers, and whether a test can have one: it is skipped, with the reason, where no
 * Docker engine answers or has the image.
 *
 * <p>Start at {@link io.github.maestroevents.containers.NeedsContainer}.
 */
@NullMarked
package io.github.maestroevents.containers;

import org.jspecify.annotations.NullMarked;
