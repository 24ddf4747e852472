/**
 * What the command line reads: its options, the journal and the events that they name, and events
 * as text.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.view.JournalView}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.view;

import org.jspecify.annotations.NullMarked;
