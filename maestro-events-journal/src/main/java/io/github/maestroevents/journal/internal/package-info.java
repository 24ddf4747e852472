/**
 * What the journal and its command line share: how an event becomes a row and back, and who holds a
 * directory. Not for hosts; it changes at any time.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.StoredEvent}.
 */
@NullMarked
package io.github.maestroevents.journal.internal;

import org.jspecify.annotations.NullMarked;
