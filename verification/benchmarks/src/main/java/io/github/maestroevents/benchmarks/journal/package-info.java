/**
 * What the journal costs, against what the disk and SQLite alone can do. {@link
 * io.github.maestroevents.benchmarks.journal.JournalRace} is the program.
 */
@NullMarked
package io.github.maestroevents.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
