package io.github.maestroevents.examples.snippets.spring;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.HostEvent;
import org.springframework.stereotype.Component;

@Component
class Reports {

  private final MaestroNotificationPublisher events;

  Reports(MaestroNotificationPublisher events) {
    this.events = events;
  }

  void published(String report) {
    String id = report + "/published"; // tells this event from all others
    events.send(HostEvent.builder("com.example.report.published", id).json("{}").build());
  }
}
