/**
 * Events as text: a line to read, an object of JSON to process and to take in again, and the files
 * that hold them.
 *
 * <p>Start at {@link io.github.maestroevents.cli.text.EventJson}.
 */
@NullMarked
package io.github.maestroevents.cli.text;

import org.jspecify.annotations.NullMarked;
