/**
 * A journal, beside its host or without: looked into, exported, delivered elsewhere, mended.
 *
 * <p>Start at {@link io.github.maestroevents.cli.journal.StatusCommand}.
 */
@NullMarked
package io.github.maestroevents.cli.journal;

import org.jspecify.annotations.NullMarked;
