package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * What is sent, over and over: the events of {@value #RUNS} workflow runs of three steps each,
 * interleaved, as a host has them and as the engine encodes them.
 */
final class Events {

  private static final int RUNS = 100;
  private static final int STEPS = 3;

  private final List<MaestroEvent> events;
  private final List<EncodedEvent> encoded;

  private Events(List<MaestroEvent> events) {
    this.events = events;
    this.encoded = events.stream().map(EncodedEvent::of).toList();
  }

  static Events ofWorkflowRuns() {
    List<List<MaestroEvent>> runs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      runs.add(TestEvents.workflowRun(STEPS));
    }
    List<MaestroEvent> events = new ArrayList<>();
    for (int turn = 0; turn < runs.get(0).size(); turn++) {
      for (List<MaestroEvent> run : runs) {
        events.add(run.get(turn));
      }
    }
    return new Events(List.copyOf(events));
  }

  int size() {
    return events.size();
  }

  MaestroEvent event(long number) {
    return events.get((int) (number % events.size()));
  }

  EncodedEvent encoded(long number) {
    return encoded.get((int) (number % encoded.size()));
  }

  long meanPayloadBytes() {
    return Math.round(
        encoded.stream().mapToInt(event -> event.payload().length).average().orElse(0));
  }
}
