/** Publishers from keys and values. */
@NullMarked
package io.github.maestroevents.config;

import org.jspecify.annotations.NullMarked;
