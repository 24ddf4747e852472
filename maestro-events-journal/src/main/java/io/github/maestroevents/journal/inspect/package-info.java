/**
 * A look into a journal beside its host, for tools: which journal, which of its events, and what
 * stands in quarantine.
 *
 * <p>Start at {@link io.github.maestroevents.journal.inspect.JournalPlace}. Everything here blocks
 * on the disk or the database, belongs to one thread at a time, and throws {@code JournalException}
 * when it fails, with a message for people.
 */
@NullMarked
package io.github.maestroevents.journal.inspect;

import org.jspecify.annotations.NullMarked;
