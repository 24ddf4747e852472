/**
 * The contract between a workflow engine and the places that want its events.
 *
 * <p>A host calls {@link io.github.maestroevents.MaestroNotificationPublisher#send}; an adapter, a
 * lambda or the non-blocking delivery engine stands behind it.
 */
@NullMarked
package io.github.maestroevents;

import org.jspecify.annotations.NullMarked;
