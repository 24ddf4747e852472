package io.github.maestroevents.config.internal.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration would open.
 *
 * @param disabledBy where it stands that nothing is to be opened; empty if it is
 * @param destinations in the order in which they were written
 * @param passedOver what is there and of no use, and is not needed: each a line for people
 */
public record Plan(
    Optional<String> disabledBy, List<DestinationPlan> destinations, List<String> passedOver) {

  /** Opens nothing. */
  public static Plan disabled(String by) {
    return new Plan(Optional.of(by), List.of(), List.of());
  }

  static Plan of(List<DestinationPlan> destinations, List<String> passedOver) {
    return new Plan(Optional.empty(), List.copyOf(destinations), List.copyOf(passedOver));
  }

  public Optional<DestinationPlan> destination(String name) {
    return destinations.stream().filter(planned -> planned.name().equals(name)).findFirst();
  }

  /** Those that events are sent to. */
  public List<DestinationPlan> forEvents() {
    return destinations.stream().filter(planned -> !planned.isForDeadLetters()).toList();
  }

  /** Those that take dead letters, each behind the one that takes its own. */
  public List<DestinationPlan> forDeadLetters() {
    List<DestinationPlan> ordered = new ArrayList<>();
    destinations.stream()
        .filter(DestinationPlan::isForDeadLetters)
        .forEach(planned -> addBehindItsOwn(planned, ordered));
    return ordered;
  }

  private void addBehindItsOwn(DestinationPlan planned, List<DestinationPlan> ordered) {
    if (ordered.contains(planned)) {
      return;
    }
    planned
        .deadLetters()
        .destination()
        .flatMap(this::destination)
        .ifPresent(next -> addBehindItsOwn(next, ordered));
    ordered.add(planned);
  }

  /** The longest that close waits for deliveries, those of dead letters after the others. */
  public Duration closeTimeout() {
    return forEvents().stream()
        .map(this::closeTimeout)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Duration closeTimeout(DestinationPlan planned) {
    return planned
        .deadLetters()
        .destination()
        .flatMap(this::destination)
        .map(next -> planned.closeTimeout().plus(closeTimeout(next)))
        .orElse(planned.closeTimeout());
  }
}
