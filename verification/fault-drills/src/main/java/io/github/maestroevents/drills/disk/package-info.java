/**
 * Drills in which the disk of a journal fails, or loses its power: at every call, and at any
 * moment.
 *
 * <p>Start at {@link io.github.maestroevents.drills.disk.DiskFaultDrill} and {@link
 * io.github.maestroevents.drills.disk.PowerCutDrill}.
 */
@NullMarked
package io.github.maestroevents.drills.disk;

import org.jspecify.annotations.NullMarked;
