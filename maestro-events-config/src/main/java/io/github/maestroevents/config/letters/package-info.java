/**
 * Dead letters in files, to be read and sent again: by the command line, and by a running host.
 *
 * <p>Start at {@link io.github.maestroevents.config.letters.DeadLetterFile}.
 */
@NullMarked
package io.github.maestroevents.config.letters;

import org.jspecify.annotations.NullMarked;
