package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.util.List;
import java.util.Map;

/**
 * What was opened.
 *
 * @param publisher takes the events of the host
 * @param destinations all of them, those for dead letters too, as they were written
 * @param forDeadLetters those of them that take dead letters, each before the one behind it
 */
public record Opened(
    DeliveringPublisher publisher,
    Map<String, NonBlockingNotificationPublisher> destinations,
    List<NonBlockingNotificationPublisher> forDeadLetters) {}
