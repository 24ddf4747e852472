/**
 * What values a setting may have, and every time limit that is none.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.limits.TimeLimits}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.limits;

import org.jspecify.annotations.NullMarked;
