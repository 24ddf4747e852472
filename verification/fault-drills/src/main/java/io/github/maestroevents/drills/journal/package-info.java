/**
 * Drills of the journal: hosts that are killed, destinations and databases that are away, disks
 * that are full. A host is a JVM of its own ({@link
 * io.github.maestroevents.drills.journal.HostProcess}) that writes down what {@code send} has
 * accepted and what its sink was given; the drill compares the two.
 */
@NullMarked
package io.github.maestroevents.drills.journal;

import org.jspecify.annotations.NullMarked;
