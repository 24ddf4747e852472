package io.github.maestroevents.delivery;

import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;

/** Events for tests: the run is the ordering key, the number tells them apart. */
final class Events {

  private Events() {}

  record Interim(String workflowId, String clusterName, long syncTime) implements MaestroEvent {
    @Override
    public EventType type() {
      return EventType.STEP_INSTANCE_STATUS_CHANGE_EVENT;
    }

    @Override
    public EventLevel level() {
      return EventLevel.INFO;
    }
  }

  static MaestroEvent event(String run, int number) {
    return new Interim(run, "test", number);
  }

  /** {@code run/number}, for assertions. */
  static String name(MaestroEvent event) {
    return event.workflowId() + "/" + event.syncTime();
  }

  static String name(io.github.maestroevents.spi.EncodedEvent event) {
    String text = new String(event.payload(), java.nio.charset.StandardCharsets.UTF_8);
    return text.replaceAll(".*workflowId=([^,]*),.*syncTime=(\\d+).*", "$1/$2");
  }
}
