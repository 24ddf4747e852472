/**
 * What a journal implements. A host only opens one and hands it to the builder.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.store.EventJournal}.
 */
@NullMarked
package io.github.maestroevents.delivery.store;

import org.jspecify.annotations.NullMarked;
