package io.github.maestroevents.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.stream.StreamSupport;

/** The figures of one destination, as its meters tell them. */
record Books(MeterRegistry registry, String destination) {

  /** The sum over all series of a meter, or over those with these tags. */
  double sum(String name, String... tags) {
    return registry
        .find("maestro.events." + name)
        .tag("destination", destination)
        .tags(tags)
        .meters()
        .stream()
        .mapToDouble(Books::value)
        .sum();
  }

  private static double value(Meter meter) {
    return StreamSupport.stream(meter.measure().spliterator(), false)
        .filter(
            measured ->
                measured.getStatistic() == Statistic.COUNT
                    || measured.getStatistic() == Statistic.VALUE)
        .mapToDouble(Measurement::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** The law of conservation, of meters alone. */
  void balance() {
    assertThat(sum("accepted") + sum("recovered"))
        .as("accepted + recovered")
        .isEqualTo(
            sum("delivered")
                + sum("dead.lettered")
                + sum("filtered")
                + sum("discarded")
                + sum("quarantined")
                + sum("queued")
                + sum("waiting")
                + sum("in.flight")
                + sum("journaled"));
    assertThat(sum("imbalanced")).isZero();
  }

  /** Whether the meters tell what the publisher itself tells. */
  void agreeWith(DeliveryStats stats) {
    assertThat(sum("accepted")).as("accepted").isEqualTo(stats.accepted());
    assertThat(sum("rejected")).as("rejected").isEqualTo(stats.rejected());
    assertThat(sum("dropped")).as("dropped").isEqualTo(stats.dropped());
    assertThat(sum("recovered")).as("recovered").isEqualTo(stats.recovered());
    assertThat(sum("delivered")).as("delivered").isEqualTo(stats.delivered());
    assertThat(sum("dead.lettered")).as("dead-lettered").isEqualTo(stats.deadLettered());
    assertThat(sum("filtered")).as("filtered").isEqualTo(stats.filtered());
    assertThat(sum("discarded")).as("discarded").isEqualTo(stats.discarded());
    assertThat(sum("quarantined")).as("quarantined").isEqualTo(stats.quarantined());
    assertThat(sum("retried")).as("retried").isEqualTo(stats.retried());
    assertThat(sum("retried.in.doubt")).as("in doubt").isEqualTo(stats.retriedInDoubt());
    assertThat(sum("journaled")).as("journaled").isEqualTo(stats.journaled());
    assertThat(sum("latency")).as("latencies").isEqualTo(stats.delivered());
  }
}
