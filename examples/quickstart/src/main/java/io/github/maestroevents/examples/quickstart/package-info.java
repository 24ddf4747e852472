/**
 * The library at its main job, on real input: captured Maestro runs go to a real Kafka broker that
 * is killed in the middle, and every event is accounted for.
 *
 * <p>Start at {@link io.github.maestroevents.examples.quickstart.Quickstart}.
 */
@NullMarked
package io.github.maestroevents.examples.quickstart;

import org.jspecify.annotations.NullMarked;
