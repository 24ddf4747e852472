package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The destinations of all publishers that an application has as beans, its own among them. Looked
 * up anew each time: a test may put another publisher in the place of one.
 */
final class Destinations {

  private final ObjectProvider<DeliveringPublisher> publishers;

  Destinations(ObjectProvider<DeliveringPublisher> publishers) {
    this.publishers = publishers;
  }

  /** By their names, of two with one name the later as {@code name (2)}; a stable order. */
  Map<String, DeliveringPublisher> byName() {
    Map<String, DeliveringPublisher> all = new LinkedHashMap<>();
    publishers
        .orderedStream()
        .forEach(
            publisher ->
                publisher
                    .destinations()
                    .forEach((name, destination) -> all.put(free(name, all), destination)));
    return all;
  }

  Map<String, DeliveryStats> stats() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>();
    byName().forEach((name, destination) -> stats.put(name, destination.stats()));
    return stats;
  }

  private static String free(String name, Map<String, ?> taken) {
    String free = name;
    for (int i = 2; taken.containsKey(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }
}
