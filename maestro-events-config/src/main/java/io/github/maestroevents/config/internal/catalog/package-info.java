/** Every setting there is: those of the engine, and those of the providers on the class path. */
@NullMarked
package io.github.maestroevents.config.internal.catalog;

import org.jspecify.annotations.NullMarked;
