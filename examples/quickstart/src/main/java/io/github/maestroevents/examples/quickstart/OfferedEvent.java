package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;

/**
 * What a consumer must find of an event that was offered to {@code send}.
 *
 * @param id what it knows the event by
 * @param key events of one key must arrive in the order in which they were offered
 * @param place where the event stands among those of its caller, and so of its key
 * @param json the text that must arrive
 */
record OfferedEvent(String id, String key, long place, String json) {

  private static final OrderingKey KEY = OrderingKey.byWorkflowRun();

  static OfferedEvent of(MaestroEvent event, long place, String json) {
    return new OfferedEvent(EventId.of(event).value(), keyOf(event), place, json);
  }

  static String keyOf(MaestroEvent event) {
    return KEY.of(event);
  }
}
