package io.github.maestroevents.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.testkit.ScriptedPublisher;
import io.github.maestroevents.testkit.TestEvents;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A registry that fails costs figures, and no event. */
class HostileRegistryTest {

  private static void deliversAndEnds(MeterRegistry registry) {
    try (var publisher =
        NonBlockingNotificationPublisher.builder(ScriptedPublisher.script().build())
            .name("kafka")
            .metrics(MicrometerDeliveryMetrics.of(registry))
            .build()) {
      TestEvents.ofManyRuns(50).forEach(publisher::send);
      Await.until("all are delivered", () -> publisher.stats().delivered() == 50);
    }
  }

  /** Accepts a number of meters, then throws. */
  private static MeterFilter failingAfter(int meters) {
    return new MeterFilter() {
      private int left = meters;

      @Override
      public MeterFilterReply accept(Meter.Id id) {
        if (left-- <= 0) {
          throw new StackOverflowError("a filter of the host");
        }
        return MeterFilterReply.NEUTRAL;
      }
    };
  }

  @Test
  void registryThatRefusesMeters_leavesNoneBehind_andNoEvent() {
    for (int meters = 0; meters < 130; meters += 10) {
      MeterRegistry registry = new SimpleMeterRegistry();
      registry.config().meterFilter(failingAfter(meters));

      deliversAndEnds(registry);

      assertThat(registry.getMeters()).as("after %d", meters).isEmpty();
    }
  }

  @Test
  void nameIsFreeAgain_whenTheRegistryHasRefusedMeters() {
    MeterRegistry registry = new SimpleMeterRegistry();
    int[] fails = {1};
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public MeterFilterReply accept(Meter.Id id) {
                if (fails[0]-- > 0) {
                  throw new IllegalStateException("once");
                }
                return MeterFilterReply.NEUTRAL;
              }
            });
    deliversAndEnds(registry);
    try (var publisher =
        NonBlockingNotificationPublisher.builder(ScriptedPublisher.script().build())
            .name("kafka")
            .metrics(MicrometerDeliveryMetrics.of(registry))
            .build()) {
      assertThat(registry.getMeters()).isNotEmpty();
    }
  }

  @Test
  void counterThatThrows_harmsNothing() {
    deliversAndEnds(
        new SimpleMeterRegistry(SimpleConfig.DEFAULT, Clock.SYSTEM) {
          @Override
          protected Counter newCounter(Meter.Id id) {
            return new CumulativeCounter(id) {
              @Override
              public void increment(double amount) {
                throw new AssertionError("a counter of the host");
              }
            };
          }
        });
  }

  @Test
  void registryThatKeepsItsMeters_doesNotKeepThePublisherFromItsEnd() {
    MeterRegistry registry = new SimpleMeterRegistry();
    registry
        .config()
        .onMeterRemoved(
            meter -> {
              throw new IllegalStateException("a listener of the host");
            });

    deliversAndEnds(registry);
    deliversAndEnds(registry);
  }
}
