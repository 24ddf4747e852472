package io.github.maestroevents.delivery.filter;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;

/** A filter in front of a publisher, on the caller's thread. */
final class FilteringPublisher implements MaestroNotificationPublisher {

  private final EventFilter filter;
  private final MaestroNotificationPublisher publisher;

  FilteringPublisher(EventFilter filter, MaestroNotificationPublisher publisher) {
    this.filter = filter;
    this.publisher = publisher;
  }

  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (filter.accepts(event)) {
      publisher.send(event);
    }
  }

  @Override
  public void close() {
    publisher.close();
  }

  @Override
  public String toString() {
    return "filtered " + publisher;
  }
}
