/** What is wrong with a configuration: each mistake with its key, its origin and its remedy. */
@NullMarked
package io.github.maestroevents.config.internal.mistake;

import org.jspecify.annotations.NullMarked;
