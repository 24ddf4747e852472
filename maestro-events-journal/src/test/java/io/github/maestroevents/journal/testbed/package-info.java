/**
 * What the journal's tests stand on: entries, a small disk, a PostgreSQL, and processes that write.
 */
package io.github.maestroevents.journal.testbed;
