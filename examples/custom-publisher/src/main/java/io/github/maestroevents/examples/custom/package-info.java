/** A publisher of your own, start to end. */
@NullMarked
package io.github.maestroevents.examples.custom;

import org.jspecify.annotations.NullMarked;
