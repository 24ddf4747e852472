/**
 * The journal thread and its work, the only caller of a store.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.writer.JournalThread}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.writer;

import org.jspecify.annotations.NullMarked;
