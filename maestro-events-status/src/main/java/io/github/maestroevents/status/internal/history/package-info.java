/**
 * What is remembered of one destination, in memory that does not grow. {@code Timeline} is the
 * entry.
 */
@NullMarked
package io.github.maestroevents.status.internal.history;

import org.jspecify.annotations.NullMarked;
