/** What was written, checked as a whole: what a configuration would open. */
@NullMarked
package io.github.maestroevents.config.internal.plan;

import org.jspecify.annotations.NullMarked;
