/** Where keys and values come from: maps, a file, environment variables, placeholders. */
@NullMarked
package io.github.maestroevents.config.internal.source;

import org.jspecify.annotations.NullMarked;
