package io.github.maestroevents.delivery.internal.engine;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;

/** Events for tests: the run is the ordering key, the number tells them apart. */
public final class Events {

  private Events() {}

  public static MaestroEvent event(String run, int number) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId(run)
        .workflowUuid(run)
        .stepUuid(run + "/" + number)
        .clusterName("test")
        .build();
  }

  /** {@code run/number}, for assertions. */
  static String name(MaestroEvent event) {
    return requireNonNull(((StepInstanceStatusChangeEvent) event).stepUuid());
  }

  /** {@code run/number}, as the destination reads it. */
  static String name(EncodedEvent event) {
    return name(requireNonNull(MaestroEventJson.read(event.payload())));
  }
}
