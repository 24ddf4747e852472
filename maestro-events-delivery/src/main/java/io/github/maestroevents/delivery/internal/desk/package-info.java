/**
 * The third hand-off: between the delivery thread and the journal thread.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.desk.JournalDesk}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.desk;

import org.jspecify.annotations.NullMarked;
