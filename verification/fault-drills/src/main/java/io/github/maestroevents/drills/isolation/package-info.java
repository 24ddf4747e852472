/**
 * Drills in which a part of a destination fails: a partition, a topic, a key. They measure what the
 * healthy parts get meanwhile. Each is a {@code main} that prints one table.
 */
@NullMarked
package io.github.maestroevents.drills.isolation;

import org.jspecify.annotations.NullMarked;
