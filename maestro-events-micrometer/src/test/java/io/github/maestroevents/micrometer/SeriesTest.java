package io.github.maestroevents.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.testkit.Reaction;
import io.github.maestroevents.testkit.ScriptedPublisher;
import io.github.maestroevents.testkit.TestEvents;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a scrape of Prometheus holds, and that it does not grow. */
class SeriesTest {

  private static final int MOST = 140;
  private static final int MOST_WITH_HISTOGRAMS = 360;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private List<String> series() {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static FakeDestination destination(String name) {
    FakeDestination destination = new FakeDestination();
    destination.name = name;
    return destination;
  }

  private MicrometerDeliveryMetrics started(MonitoredDestination destination) {
    MicrometerDeliveryMetrics metrics = MicrometerDeliveryMetrics.of(registry);
    metrics.started(destination);
    return metrics;
  }

  @Test
  void tenDestinations_haveTenTimesTheSeriesOfOne() {
    started(destination("d0"));
    int one = series().size();
    for (int i = 1; i < 10; i++) {
      started(destination("d" + i));
    }

    System.out.println("series of one destination: " + one);
    assertThat(one).isBetween(100, MOST);
    assertThat(series()).hasSize(10 * one);
  }

  @Test
  void histograms_addABoundedNumber() {
    MicrometerDeliveryMetrics.of(registry).withHistograms(true).started(destination("d"));

    System.out.println("series of one destination with histograms: " + series().size());
    assertThat(series()).hasSizeBetween(MOST, MOST_WITH_HISTOGRAMS);
    assertThat(series()).anyMatch(line -> line.startsWith("maestro_events_latency_seconds_bucket"));
    assertThat(series()).anyMatch(line -> line.startsWith("maestro_events_attempt_seconds_bucket"));
  }

  @Test
  void keysTypesAndTexts_makeNoSeries() {
    try (var publisher =
        NonBlockingNotificationPublisher.builder(
                ScriptedPublisher.always(
                    Reaction.eachEvent(
                        event ->
                            event.payload().length % 3 == 0
                                ? DeliveryOutcome.rejected(
                                    new IOException("texts " + System.identityHashCode(event)))
                                : DeliveryOutcome.delivered())))
            .name("many")
            .deadLetterHandler(letter -> {})
            .metrics(MicrometerDeliveryMetrics.of(registry))
            .build()) {
      int before = series().size();
      for (int i = 0; i < 3_000; i++) {
        publisher.send(
            HostEvent.builder("evil.type." + i, "id-" + i)
                .orderingKey("key-" + i)
                .body("application/octet-stream", new byte[i % 7 + 1])
                .build());
      }
      TestEvents.ofManyRuns(500).forEach(publisher::send);
      Await.until("all are settled", () -> publisher.stats().undelivered() == 0);

      assertThat(series()).hasSize(before).noneMatch(line -> line.contains("evil"));
      Books books = new Books(registry, "many");
      assertThat(
              books.sum("delivered", "type", "unknown")
                  + books.sum("dead.lettered", "type", "unknown"))
          .isEqualTo(3_000);
    }
  }

  /** The engine tells nothing of a key, so that many events do as well as as many keys. */
  @Test
  void millionEvents_makeNoSeries() {
    MicrometerDeliveryMetrics metrics = started(destination("d"));
    int before = series().size();
    EventType[] types = EventType.values();
    for (int i = 0; i < 1_000_000; i++) {
      metrics.delivered(types[i % types.length], TimeUnit.MILLISECONDS.toNanos(i));
    }

    assertThat(series()).hasSize(before);
  }

  @Test
  void everySeries_hasItsDestination_andTagsOfClosedSetsAlone() {
    started(destination("d"));
    Set<String> tags =
        registry.getMeters().stream()
            .flatMap(meter -> meter.getId().getTags().stream())
            .map(tag -> tag.getKey())
            .collect(Collectors.toSet());

    assertThat(tags).containsExactlyInAnyOrder("destination", "type", "reason");
    assertThat(series()).allMatch(line -> line.contains("destination=\"d\""));
  }

  @Test
  void namesForPrometheus_areThoseOfTheDocuments() {
    started(destination("d"));
    List<String> names =
        new ArrayList<>(
            series().stream().map(line -> line.replaceAll("[{ ].*", "")).distinct().toList());
    Collections.sort(names);

    assertThat(names)
        .containsExactly(
            "maestro_events_accepted_total",
            "maestro_events_attempt_seconds_count",
            "maestro_events_attempt_seconds_max",
            "maestro_events_attempt_seconds_sum",
            "maestro_events_batch_size_events_count",
            "maestro_events_batch_size_events_max",
            "maestro_events_batch_size_events_sum",
            "maestro_events_circuit_state",
            "maestro_events_dead_lettered_total",
            "maestro_events_delivered_total",
            "maestro_events_discarded_total",
            "maestro_events_dropped_total",
            "maestro_events_filtered_total",
            "maestro_events_forecast_drained_seconds",
            "maestro_events_forecast_journal_full_seconds",
            "maestro_events_forecast_queue_full_seconds",
            "maestro_events_held_bytes",
            "maestro_events_imbalanced_total",
            "maestro_events_in_flight",
            "maestro_events_journal_events",
            "maestro_events_journal_max_size_bytes",
            "maestro_events_journal_size_bytes",
            "maestro_events_journaled",
            "maestro_events_latency_seconds_count",
            "maestro_events_latency_seconds_max",
            "maestro_events_latency_seconds_sum",
            "maestro_events_oldest_age_seconds",
            "maestro_events_oldest_journal_age_seconds",
            "maestro_events_oldest_memory_age_seconds",
            "maestro_events_parked",
            "maestro_events_paused",
            "maestro_events_quarantined_total",
            "maestro_events_queue_capacity",
            "maestro_events_queued",
            "maestro_events_recovered_total",
            "maestro_events_rejected_total",
            "maestro_events_retried_in_doubt_total",
            "maestro_events_retried_total",
            "maestro_events_spilled_total",
            "maestro_events_turn_age_seconds",
            "maestro_events_waiting",
            "maestro_events_waiting_backing_off",
            "maestro_events_waiting_behind_in_flight");
  }
}
