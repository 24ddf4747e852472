package io.github.maestroevents.examples.snippets.spring;

import io.github.maestroevents.event.HostEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Orders {

  private final ApplicationEventPublisher events;

  Orders(ApplicationEventPublisher events) {
    this.events = events;
  }

  @Transactional
  public void place(String order) {
    // … write the order …
    String id = order + "/placed"; // tells this event from all others
    events.publishEvent(HostEvent.builder("com.example.order.placed", id).json("{}").build());
  }
}
