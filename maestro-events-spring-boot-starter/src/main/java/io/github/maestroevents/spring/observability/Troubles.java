package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The recent trouble of each destination that the configuration names. Any thread. */
final class Troubles implements MaestroEventsCustomizer {

  private final Map<String, RecentTrouble> byDestination = new ConcurrentHashMap<>();

  @Override
  public void customize(String destination, NonBlockingPublisherBuilder builder) {
    RecentTrouble trouble = new RecentTrouble();
    byDestination.put(destination, trouble);
    builder.metrics(trouble);
  }

  /** Null of a destination that the application has made by itself. */
  @Nullable RecentTrouble of(String destination) {
    return byDestination.get(destination);
  }
}
