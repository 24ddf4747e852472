/**
 * Who may use the files of a journal: one process at a time, and the owner of the files alone.
 *
 * <p>Start at {@link io.github.maestroevents.journal.internal.owner.DirectoryLock}.
 */
@NullMarked
package io.github.maestroevents.journal.internal.owner;

import org.jspecify.annotations.NullMarked;
