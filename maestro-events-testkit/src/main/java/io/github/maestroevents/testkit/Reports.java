package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.OutcomeSink;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Takes the reports of one batch as the delivery engine does, and remembers those it refused. */
final class Reports implements OutcomeSink {

  private final int events;
  private final Map<Integer, DeliveryOutcome> outcomes = new ConcurrentHashMap<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  Reports(int events) {
    this.events = events;
  }

  @Override
  public void report(int event, DeliveryOutcome outcome) {
    if (event < 0 || event >= events) {
      refused.add("a report for event " + event + " of " + events);
      throw new IllegalArgumentException("A batch of " + events + " events has no event " + event);
    }
    if (outcome == null) {
      refused.add("a report of null for event " + event);
      throw new NullPointerException("outcome");
    }
    outcomes.putIfAbsent(event, outcome);
  }

  boolean has(int event) {
    return outcomes.containsKey(event);
  }

  boolean areComplete() {
    return outcomes.size() == events;
  }

  /** The outcomes in the order of the batch; there must be one for every event. */
  List<DeliveryOutcome> all() {
    assertThat(refused).as("reports that no sink can take").isEmpty();
    assertThat(IntStream.range(0, events).filter(event -> !has(event)).boxed().toList())
        .as("events of " + events + " without a report")
        .isEmpty();
    return IntStream.range(0, events).mapToObj(outcomes::get).toList();
  }
}
