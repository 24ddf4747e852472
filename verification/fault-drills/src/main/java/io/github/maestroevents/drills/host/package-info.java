/**
 * Drills in which the host, not the destination, is at fault: it recurses without end, throws
 * errors from its callbacks, is undeployed, or closes while much is undelivered. Each is a {@code
 * main} that prints one table.
 */
@NullMarked
package io.github.maestroevents.drills.host;

import org.jspecify.annotations.NullMarked;
