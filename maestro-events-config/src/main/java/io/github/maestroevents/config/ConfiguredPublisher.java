package io.github.maestroevents.config;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.time.Duration;
import java.util.Map;

/** Skeleton: what {@code open} gives. */
public interface ConfiguredPublisher extends DeliveringPublisher {

  /** Each destination by its name, in the order of the configuration; owned by this publisher. */
  Map<String, NonBlockingNotificationPublisher> destinations();

  /** The effective configuration as a block of lines for people; no secret in it. */
  String description();

  /** The longest that close waits for deliveries: the largest close timeout of the destinations. */
  Duration closeTimeout();
}
