/**
 * How a destination becomes a type that a configuration can name: a {@link
 * io.github.maestroevents.spi.provider.PublisherProvider} tells its settings and makes a publisher
 * of them.
 */
@NullMarked
package io.github.maestroevents.spi.provider;

import org.jspecify.annotations.NullMarked;
