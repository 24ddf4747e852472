/**
 * Drills that need no real destination: isolation in a fan-out, an hour of outage, interrupted
 * hosts, sends that race close. Each is a {@code main} that prints one table.
 */
@NullMarked
package io.github.maestroevents.drills.engine;

import org.jspecify.annotations.NullMarked;
