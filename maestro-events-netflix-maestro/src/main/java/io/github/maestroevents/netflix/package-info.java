/**
 * The drop-in for the server of Netflix Maestro: the property {@code
 * maestro.notifier.type=maestro-events} makes it a publisher of this library, configured by {@code
 * maestro.events.*}.
 *
 * <p>Start at {@link io.github.maestroevents.netflix.NetflixMaestroAutoConfiguration}, and for what
 * happens to an event at {@link io.github.maestroevents.netflix.NetflixMaestroPublisher}.
 */
@NullMarked
package io.github.maestroevents.netflix;

import org.jspecify.annotations.NullMarked;
