/** From settings to the builder of a publisher. */
@NullMarked
package io.github.maestroevents.config.internal.engine;

import org.jspecify.annotations.NullMarked;
