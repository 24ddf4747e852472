/**
 * The end of the publisher with the application.
 *
 * <p>Start at {@link io.github.maestroevents.spring.internal.lifecycle.DrainOnShutdown}.
 */
@NullMarked
package io.github.maestroevents.spring.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
