package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The destinations of a {@link FanOutPublisher}, in the order in which they are asked. */
public final class FanOutPublisherBuilder {

  private final List<FanOutDestination> destinations = new ArrayList<>();

  FanOutPublisherBuilder() {}

  /** A destination whose refusal makes {@code send} throw, when all destinations were asked. */
  public FanOutPublisherBuilder required(NonBlockingNotificationPublisher publisher) {
    destinations.add(new FanOutDestination(requireNonNull(publisher, "publisher"), true));
    return this;
  }

  /**
   * A destination whose refusal changes nothing for the sender; its statistics count the event as
   * rejected or dropped. Nobody waits for this destination: whatever its acceptance level, events
   * are accepted in memory, and a failure later goes to its dead-letter handler.
   */
  public FanOutPublisherBuilder bestEffort(NonBlockingNotificationPublisher publisher) {
    destinations.add(new FanOutDestination(requireNonNull(publisher, "publisher"), false));
    return this;
  }

  /**
   * Builds the publisher, which owns the others from here on and closes them. When this fails the
   * caller still owns them.
   *
   * @throws IllegalArgumentException if no destination is required, or if two have the same name
   */
  public FanOutPublisher build() {
    if (destinations.stream().noneMatch(FanOutDestination::required)) {
      throw new IllegalArgumentException(
          "A fan-out needs at least one destination that is required");
    }
    Set<String> names = new HashSet<>();
    for (FanOutDestination destination : destinations) {
      String name = destination.publisher().name();
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "Two destinations are named '"
                + LogText.id(name)
                + "'; tell them apart by builder.name(…)");
      }
    }
    return new FanOutPublisher(List.copyOf(destinations));
  }
}
