package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * What every contender has to send: the events of workflow runs of three steps, {@value
 * #RUNS_AT_ONCE} runs at a time, interleaved as an engine that runs so many would make them.
 *
 * @param events as a host has them
 * @param encoded the same, as adapters get them
 * @param messages the same, as the SDK gets them
 */
record Load(List<MaestroEvent> events, List<EncodedEvent> encoded, List<HandMadeMessage> messages) {

  private static final int RUNS_AT_ONCE = 100;
  private static final int STEPS = 3;

  static Load of(int events) {
    List<MaestroEvent> made = new ArrayList<>();
    while (made.size() < events) {
      made.addAll(interleaved());
    }
    List<MaestroEvent> wanted = List.copyOf(made.subList(0, events));
    List<EncodedEvent> encoded = wanted.stream().map(EncodedEvent::of).toList();
    return new Load(wanted, encoded, encoded.stream().map(HandMadeMessage::of).toList());
  }

  private static List<MaestroEvent> interleaved() {
    List<List<MaestroEvent>> runs = new ArrayList<>();
    for (int run = 0; run < RUNS_AT_ONCE; run++) {
      runs.add(TestEvents.workflowRun(STEPS));
    }
    List<MaestroEvent> events = new ArrayList<>();
    for (int turn = 0; turn < runs.get(0).size(); turn++) {
      for (List<MaestroEvent> run : runs) {
        events.add(run.get(turn));
      }
    }
    return events;
  }

  /** Bytes of an average payload. */
  long meanPayloadBytes() {
    return Math.round(
        encoded.stream().mapToInt(event -> event.payload().length).average().orElse(0));
  }
}
