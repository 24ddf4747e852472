package io.github.maestroevents.testkit;

import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Realistic events, each different from every other ever made here. */
public final class TestEvents {

  private TestEvents() {}

  /** One event of a run of its own. */
  public static MaestroEvent event() {
    return ofOneRun(1).get(0);
  }

  /** Events of one run, in order; they share an ordering key. */
  public static List<MaestroEvent> ofOneRun(int events) {
    String run = UUID.randomUUID().toString();
    return IntStream.range(0, events)
        .<MaestroEvent>mapToObj(i -> new InterimEvent("daily-report-" + run, i))
        .toList();
  }

  /** Events of one run each; no two share an ordering key. */
  public static List<MaestroEvent> ofManyRuns(int events) {
    return IntStream.range(0, events).mapToObj(i -> event()).toList();
  }

  private record InterimEvent(String workflowId, long syncTime) implements MaestroEvent {
    @Override
    public String clusterName() {
      return "test";
    }

    @Override
    public EventType type() {
      return EventType.STEP_INSTANCE_STATUS_CHANGE_EVENT;
    }

    @Override
    public EventLevel level() {
      return EventLevel.INFO;
    }
  }
}
