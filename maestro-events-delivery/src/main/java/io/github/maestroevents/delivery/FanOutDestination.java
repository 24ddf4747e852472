package io.github.maestroevents.delivery;

/**
 * One destination of a fan-out.
 *
 * @param required whether {@code send} fails when this destination refuses the event
 */
record FanOutDestination(NonBlockingNotificationPublisher publisher, boolean required) {}
