package io.github.maestroevents.spring.internal.events;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import org.springframework.context.event.EventListener;

/** Sends what an application without transactions publishes, on the thread that publishes it. */
public final class SendAtOnce {

  private final MaestroNotificationPublisher publisher;

  public SendAtOnce(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  /** A refusal reaches whoever has published the event. */
  @EventListener
  void send(MaestroEvent event) {
    publisher.send(event);
  }
}
