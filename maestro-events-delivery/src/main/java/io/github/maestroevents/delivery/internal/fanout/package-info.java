/**
 * What several destinations make together: one outcome, one sum, one memory of who has what.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.fanout.PartialSends}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.fanout;

import org.jspecify.annotations.NullMarked;
