/**
 * The delivery thread's side of the disk: what goes there and what comes back.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.backlog.Backlog}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.backlog;

import org.jspecify.annotations.NullMarked;
