package io.github.maestroevents.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.testkit.ScriptedPublisher;
import io.github.maestroevents.testkit.TestEvents;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** When meters come and go, and who gets them. */
class LifeOfMetersTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private static NonBlockingNotificationPublisher publisher(String name, DeliveryMetrics metrics) {
    return NonBlockingNotificationPublisher.builder(ScriptedPublisher.script().build())
        .name(name)
        .metrics(metrics)
        .build();
  }

  private NonBlockingNotificationPublisher publisher(String name) {
    return publisher(name, MicrometerDeliveryMetrics.of(registry));
  }

  @Test
  void meters_areThereBeforeTheFirstEvent_andGoneAfterTheEnd() {
    try (var publisher = publisher("kafka")) {
      assertThat(registry.find("maestro.events.delivered").meters()).hasSize(9);
      publisher.send(TestEvents.event());
    }

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void metersOfOtherDestinations_stay() {
    try (var other = publisher("other")) {
      publisher("kafka").close();

      assertThat(registry.getMeters()).isNotEmpty().allMatch(meter -> isOf(meter, "other"));
    }
  }

  private static boolean isOf(Meter meter, String destination) {
    return destination.equals(meter.getId().getTag("destination"));
  }

  @Test
  void metersInACompositeRegistry_goFromAllOfItsRegistries() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    composite.add(registry);
    try (var publisher = publisher("kafka", MicrometerDeliveryMetrics.of(composite))) {
      assertThat(registry.getMeters()).isNotEmpty();
    }

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void metersWithTheirLastFigures_stayWhereWished_untilTheNextStart() {
    var first = publisher("kafka", MicrometerDeliveryMetrics.of(registry).withMetersKept(true));
    first.send(TestEvents.event());
    first.close();
    Books books = new Books(registry, "kafka");
    assertThat(books.sum("delivered")).isEqualTo(1);

    try (var second = publisher("kafka")) {
      assertThat(books.sum("delivered")).isZero();
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void laterPublisherOfAName_takesTheMetersOver_andKeepsThemWhenTheEarlierOneEnds() {
    Books books = new Books(registry, "kafka");
    var earlier = publisher("kafka");
    earlier.send(TestEvents.event());
    Await.until("it is metered", () -> books.sum("delivered") == 1);
    int meters = registry.getMeters().size();

    try (var later = publisher("kafka")) {
      assertThat(books.sum("delivered")).isZero();
      earlier.send(TestEvents.event());
      Await.until("it is delivered", () -> earlier.stats().delivered() == 2);
      assertThat(books.sum("delivered")).isZero();

      earlier.close();
      assertThat(registry.getMeters()).hasSize(meters);
      later.send(TestEvents.event());
      Await.until("it is metered", () -> books.sum("delivered") == 1);
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void namesThatShowAlike_areTheSameName() {
    String longName = "a".repeat(300);
    try (var first = publisher(longName + "1");
        var second = publisher(longName + "2")) {
      assertThat(registry.find("maestro.events.queued").gauges()).hasSize(1);
    }
  }

  @Test
  void nameOfADestination_isVisibleAndBounded_asATag() {
    try (var publisher = publisher("evil\n\u202e\"} 1\nname" + "x".repeat(1_000_000))) {
      String tag = registry.get("maestro.events.queued").gauge().getId().getTag("destination");

      assertThat(tag).doesNotContain("\n", "\u202e").hasSizeLessThan(300);
    }
  }

  @Test
  void oneInstanceForTwoDestinations_failsTheSecond_andSaysWhatToDo() {
    MicrometerDeliveryMetrics metrics = MicrometerDeliveryMetrics.of(registry);
    try (var first = publisher("first", metrics)) {
      assertThatThrownBy(() -> publisher("second", metrics))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'second'")
          .hasMessageContaining("MicrometerDeliveryMetrics.of once for each");
      first.send(TestEvents.event());
      Await.until("the first is metered", () -> new Books(registry, "first").sum("delivered") == 1);
    }
  }
}
