/**
 * The journal's command line: looks into a journal, exports it, delivers it elsewhere.
 *
 * <p>Start at {@link io.github.maestroevents.journal.cli.JournalCli}.
 */
@NullMarked
package io.github.maestroevents.journal.cli;

import org.jspecify.annotations.NullMarked;
