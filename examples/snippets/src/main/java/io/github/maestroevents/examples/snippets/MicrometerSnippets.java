package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.nio.file.Path;

/** The snippets of docs/micrometer.md. */
final class MicrometerSnippets {

  private MicrometerSnippets() {}

  static NonBlockingNotificationPublisher plain(
      MaestroNotificationPublisher kafka, MeterRegistry registry) {
    return NonBlockingNotificationPublisher.builder(kafka)
        .name("audit")
        .metrics(MicrometerDeliveryMetrics.of(registry))
        .build();
  }

  static ConfiguredPublisher configured(MeterRegistry registry) {
    return MaestroEvents.builder()
        .file(Path.of("events.properties"))
        .customizer((name, builder) -> builder.metrics(MicrometerDeliveryMetrics.of(registry)))
        .open();
  }

  static MicrometerDeliveryMetrics withHistograms(MeterRegistry registry) {
    return MicrometerDeliveryMetrics.of(registry).withHistograms(true);
  }

  static MeterRegistry openTelemetry() {
    OtlpConfig collector =
        key -> key.equals("otlp.url") ? "http://localhost:4318/v1/metrics" : null;
    return new OtlpMeterRegistry(collector, Clock.SYSTEM);
  }
}
