/**
 * Events to and from the JSON of Netflix Maestro: written byte for byte as Maestro writes it, read
 * as tolerantly as Maestro reads it.
 *
 * <p>Start at {@link io.github.maestroevents.json.MaestroEventJson}.
 */
@NullMarked
package io.github.maestroevents.json;

import org.jspecify.annotations.NullMarked;
