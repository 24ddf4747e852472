/** What {@code send} costs its caller, of this build against another build's jars. */
@NullMarked
package io.github.maestroevents.benchmarks.send;

import org.jspecify.annotations.NullMarked;
