package io.github.maestroevents.verification.netflix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import com.netflix.maestro.models.events.MaestroEvent;

/** Makes an event of a message, with a send time of its own at each attempt, and publishes it. */
final class NotificationProcessor {

  private final MaestroNotificationPublisher publisher;
  private final ObjectMapper mapper;
  private final SendLog sends;

  NotificationProcessor(
      MaestroNotificationPublisher publisher, ObjectMapper mapper, SendLog sends) {
    this.publisher = publisher;
    this.mapper = mapper;
    this.sends = sends;
  }

  void process(Message message) {
    MaestroEvent event = event(message);
    long start = System.nanoTime();
    boolean accepted = false;
    try {
      publisher.send(event);
      accepted = true;
    } finally {
      sends.add(message.id(), start, System.nanoTime(), accepted);
    }
  }

  private MaestroEvent event(Message message) {
    try {
      ObjectNode json = (ObjectNode) mapper.readTree(message.payload());
      json.put("send_time", System.currentTimeMillis());
      return mapper.treeToValue(json, MaestroEvent.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No event: " + message.id(), e);
    }
  }
}
