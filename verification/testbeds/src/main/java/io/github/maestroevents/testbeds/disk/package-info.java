/**
 * A disk that fails when it is told to, and what is left of it after a power cut: a library in C
 * that is compiled by the machine's own compiler and preloaded into a process.
 *
 * <p>Start at {@link io.github.maestroevents.testbeds.disk.SimulatedDisk}.
 */
@NullMarked
package io.github.maestroevents.testbeds.disk;

import org.jspecify.annotations.NullMarked;
