package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.EnvelopePolicy;
import java.time.Instant;

/** The snippets of docs/other-engines.md that stand in none of its examples. */
final class OtherEngineSnippets {

  private OtherEngineSnippets() {}

  static void event(MaestroNotificationPublisher publisher) {
    HostEvent event =
        HostEvent.builder("com.example.order.shipped", "order-4711/shipped")
            .source("/shop/orders")
            .subject("order-4711")
            .time(Instant.parse("2026-11-30T12:00:00Z"))
            .orderingKey("customer-7")
            .extension("tenant", "acme")
            .json("{\"order\":4711}")
            .build();
    publisher.send(event);
  }

  static void envelope(MaestroNotificationPublisher kafka) {
    var publisher =
        NonBlockingNotificationPublisher.builder(kafka)
            .envelope(
                EnvelopePolicy.defaults()
                    .withSource("/conductor/{cluster}")
                    .withTypePrefix("com.example.workflow."))
            .build();
    publisher.close();
  }
}
