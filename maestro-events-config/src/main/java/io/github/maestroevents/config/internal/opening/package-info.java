/** Opens what was planned: everything, or nothing. */
@NullMarked
package io.github.maestroevents.config.internal.opening;

import org.jspecify.annotations.NullMarked;
