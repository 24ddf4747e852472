/**
 * A host with the conditions of Netflix Maestro's server, as they were found in it: its libraries,
 * its beans, its threads, and what its queue does with what a publisher throws. It knows nothing of
 * this library.
 *
 * <p>Start at {@link io.github.maestroevents.verification.netflix.QueueWorker}.
 */
@NullMarked
package io.github.maestroevents.verification.netflix;

import org.jspecify.annotations.NullMarked;
