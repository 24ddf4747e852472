package io.github.maestroevents.drills;

import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;

/**
 * The meters of one publisher under drill. When it has ended they have to tell what its statistics
 * tell, and to add up by themselves: until then they may be those of half a second ago. Any thread.
 */
public final class Meters {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final DeliveryMetrics metrics =
      DeliveryMetrics.all(
          List.of(
              MicrometerDeliveryMetrics.of(registry).withMetersKept(true),
              new DeliveryMetrics() {
                @Override
                public void ended(DeliveryStats stats) {
                  ended.countDown();
                }
              }));

  /** For the builder of the publisher. */
  public DeliveryMetrics metrics() {
    return metrics;
  }

  /**
   * Where the meters contradict the statistics of a publisher that is closed, or themselves. Waits
   * for its end: an interrupt lets {@code close} return while the delivery thread still drains.
   */
  public List<String> contradictions(DeliveryStats stats) {
    List<String> found = new ArrayList<>();
    if (!Patience.await(() -> ended.getCount() == 0)) {
      found.add("the publisher never told its meters that it has ended");
    }
    expect(found, "accepted", stats.accepted());
    expect(found, "rejected", stats.rejected());
    expect(found, "dropped", stats.dropped());
    expect(found, "recovered", stats.recovered());
    expect(found, "delivered", stats.delivered());
    expect(found, "dead.lettered", stats.deadLettered());
    expect(found, "filtered", stats.filtered());
    expect(found, "discarded", stats.discarded());
    expect(found, "quarantined", stats.quarantined());
    expect(found, "retried", stats.retried());
    expect(found, "latency", stats.delivered());
    expect(found, "imbalanced", 0);
    double in = sum("accepted") + sum("recovered");
    double out =
        sum("delivered")
            + sum("dead.lettered")
            + sum("filtered")
            + sum("discarded")
            + sum("quarantined")
            + sum("queued")
            + sum("waiting")
            + sum("in.flight")
            + sum("journaled");
    if (in != out) {
      found.add("the meters do not balance: " + in + " came in, " + out + " are somewhere");
    }
    return found;
  }

  /** Whether they contradict nothing. */
  public boolean agreeWith(DeliveryStats stats) {
    return contradictions(stats).isEmpty();
  }

  private void expect(List<String> found, String meter, long shouldBe) {
    double is = sum(meter);
    if (is != shouldBe) {
      found.add("meter " + meter + ": " + is + " instead of " + shouldBe);
    }
  }

  private double sum(String meter) {
    return registry.find("maestro.events." + meter).meters().stream()
        .flatMap(each -> StreamSupport.stream(each.measure().spliterator(), false))
        .filter(
            measured ->
                measured.getStatistic() == Statistic.COUNT
                    || measured.getStatistic() == Statistic.VALUE)
        .mapToDouble(Measurement::getValue)
        .sum();
  }
}
