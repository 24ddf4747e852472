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
    events.publishEvent(HostEvent.builder("com.example.order.placed", order).json("{}").build());
  }
}
