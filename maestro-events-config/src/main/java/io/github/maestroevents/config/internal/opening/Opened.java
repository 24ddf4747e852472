package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.util.Map;

/**
 * What was opened.
 *
 * @param publisher takes the events of the host
 * @param destinations all of them, those for dead letters too, as they were written
 */
public record Opened(
    DeliveringPublisher publisher, Map<String, NonBlockingNotificationPublisher> destinations) {}
