/** Values as people write them, and as code takes them. */
@NullMarked
package io.github.maestroevents.config.internal.value;

import org.jspecify.annotations.NullMarked;
