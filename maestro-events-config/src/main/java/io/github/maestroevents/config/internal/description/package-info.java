/** The effective configuration, as people read it. */
@NullMarked
package io.github.maestroevents.config.internal.description;

import org.jspecify.annotations.NullMarked;
