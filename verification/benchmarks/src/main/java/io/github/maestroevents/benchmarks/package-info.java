/** What races have in common: figures of several rounds, and targets for them. */
@NullMarked
package io.github.maestroevents.benchmarks;

import org.jspecify.annotations.NullMarked;
