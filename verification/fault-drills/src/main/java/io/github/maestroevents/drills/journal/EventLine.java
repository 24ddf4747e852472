package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as the hosts write it down.
 *
 * @param id its event id
 * @param key its ordering key
 * @param number its place among the events of the key
 */
record EventLine(String id, String key, int number) {

  static EventLine of(EncodedEvent event) {
    return of(event.id().value(), event.payload());
  }

  static EventLine of(DeadLetter letter) {
    return of(EventId.of(letter.event()).value(), letter.event());
  }

  static EventLine of(String id, byte[] payload) {
    return of(id, MaestroEventJson.read(payload));
  }

  static EventLine of(String id, @Nullable MaestroEvent event) {
    if (event instanceof StepInstanceStatusChangeEvent step && step.workflowUuid() != null) {
      return new EventLine(id, step.workflowUuid(), (int) step.stepInstanceId());
    }
    throw new IllegalArgumentException("No event of this drill: " + id);
  }

  static EventLine parse(String line) {
    String[] parts = line.split(" ", 3);
    return new EventLine(parts[0], parts[1], Integer.parseInt(parts[2]));
  }

  @Override
  public String toString() {
    return id + " " + key + " " + number;
  }
}
