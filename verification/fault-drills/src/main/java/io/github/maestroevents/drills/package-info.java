/** Programs that break a destination on purpose and print what callers and events went through. */
@NullMarked
package io.github.maestroevents.drills;

import org.jspecify.annotations.NullMarked;
