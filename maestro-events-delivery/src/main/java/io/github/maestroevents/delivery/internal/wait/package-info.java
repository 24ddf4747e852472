/**
 * What senders wait for where a returning {@code send} proves more than memory.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.wait.SenderWait}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.wait;

import org.jspecify.annotations.NullMarked;
