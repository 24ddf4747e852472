/**
 * What several packages of this module share and nobody else should see.
 *
 * <p>Entry: {@link io.github.maestroevents.internal.MaestroDialect}.
 */
@NullMarked
package io.github.maestroevents.internal;

import org.jspecify.annotations.NullMarked;
