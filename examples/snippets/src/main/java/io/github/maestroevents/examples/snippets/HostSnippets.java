package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.Map;

/** The snippets of docs/hosts.md. */
final class HostSnippets {

  private HostSnippets() {}

  static void attributes(DeliveringPublisher publisher, MaestroEvent event, String traceparent) {
    publisher.send(event, Map.of("traceparent", traceparent));
  }

  static void outcome(DeliveringPublisher publisher, MaestroEvent event) {
    publisher
        .submit(event)
        .thenAcceptAsync(
            outcome -> {
              if (outcome instanceof DeliveryOutcome.Rejected rejected) {
                System.err.println("never delivered: " + rejected.cause());
              }
            });
  }

  static void flush(DeliveringPublisher publisher) {
    FlushResult result = publisher.flush(Duration.ofSeconds(30));
    if (!result.allDelivered()) {
      System.err.println(result + ": " + publisher.stats());
    }
  }

  static void close(DeliveringPublisher publisher) {
    publisher.closeAsync().thenAccept(last -> System.out.println("left: " + last.undelivered()));
  }

  static void maintenance(DeliveringPublisher publisher, Runnable moveTheTopic) {
    publisher.pause();
    moveTheTopic.run();
    publisher.resume();
  }

  static void required(MaestroNotificationPublisher kafka, MaestroNotificationPublisher pager) {
    DeliveringPublisher publisher =
        FanOutPublisher.builder()
            .required(
                NonBlockingNotificationPublisher.builder(kafka)
                    .name("kafka")
                    .acceptance(AcceptancePolicy.confirmed())
                    .build())
            .bestEffort(NonBlockingNotificationPublisher.builder(pager).name("pager").build())
            .build();
    publisher.close();
  }
}
