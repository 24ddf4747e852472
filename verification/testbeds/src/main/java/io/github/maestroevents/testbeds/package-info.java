/** Real servers and network faults that tests, drills and examples share; and how to wait. */
@NullMarked
package io.github.maestroevents.testbeds;

import org.jspecify.annotations.NullMarked;
