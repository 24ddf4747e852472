package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** When metrics hear of a publisher first and last. */
class MetricsLifeTest {

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void metrics_hearOfTheStartFirst_andOfTheEndLast_beforeCloseReturns() {
    try (DeliveringPublisher publisher =
        builder("audit", new Telling("a")).metrics(new Telling("b")).build()) {
      publisher.send(event("a", 1));
    }
    assertThat(told.subList(0, 2)).containsExactly("a started audit", "b started audit");
    assertThat(told.subList(2, told.size() - 2))
        .filteredOn(line -> !line.endsWith("sampled"))
        .containsExactly("a delivered", "b delivered");
    assertThat(told.subList(told.size() - 2, told.size()))
        .containsExactly("a ended with 1", "b ended with 1");
  }

  @Test
  void destination_showsNameSettingsAndFigures() {
    MonitoredDestination[] shown = new MonitoredDestination[1];
    DeliveryMetrics metrics =
        new DeliveryMetrics() {
          @Override
          public void started(MonitoredDestination destination) {
            shown[0] = destination;
          }
        };
    try (DeliveringPublisher publisher = builder("audit", metrics).build()) {
      assertThat(shown[0].name()).isEqualTo("audit");
      assertThat(shown[0].settingsInForce()).contains("acceptance MEMORY");
      publisher.send(event("a", 1));
      assertThat(shown[0].stats().accepted()).isEqualTo(1);
    }
    assertThat(shown[0].stats().delivered()).isEqualTo(1);
  }

  @Test
  void settings_nameNoFigure_whereThereIsNoLimit() {
    assertThat(settings(RetryPolicy.unlimited())).contains(", attempts without limit,");
    assertThat(settings(RetryPolicy.unlimited().withMaxAge(Duration.ofHours(1))))
        .contains(", any number of attempts within PT1H,");
    assertThat(settings(RetryPolicy.defaults())).contains(", 100 attempts within PT1H,");
  }

  private static String settings(RetryPolicy retry) {
    String[] shown = new String[1];
    DeliveryMetrics metrics =
        new DeliveryMetrics() {
          @Override
          public void started(MonitoredDestination destination) {
            shown[0] = destination.settingsInForce();
          }
        };
    builder("audit", metrics).retry(retry).build().close();
    return shown[0];
  }

  @Test
  void build_fails_withWhatMetricsThrow_andThoseThatKnewOfADestinationHearOfItsEnd() {
    DeliveryMetrics refusing =
        new DeliveryMetrics() {
          @Override
          public void started(MonitoredDestination destination) {
            throw new IllegalStateException("there is such a meter");
          }
        };
    assertThatThrownBy(
            () ->
                NonBlockingPublisherBuilder.buildAll(
                    List.of(builder("one", new Telling("a")), builder("two", refusing))))
        .hasMessage("there is such a meter");
    assertThat(told).containsExactly("a started one", "a ended with 0");
  }

  @Test
  void fanOut_showsEachDestinationByName_inItsOrder() {
    try (FanOutPublisher publisher =
        FanOutPublisher.of(
            builder("one", DeliveryMetrics.none()).build(),
            builder("two", DeliveryMetrics.none()).build())) {
      assertThat(publisher.destinations().keySet()).containsExactly("one", "two");
      publisher.destinations().get("two").pause();
      assertThat(publisher.statsByDestination().get("one").paused()).isFalse();
      assertThat(publisher.statsByDestination().get("two").paused()).isTrue();
      publisher.resume();
    }
  }

  private static NonBlockingPublisherBuilder builder(String name, DeliveryMetrics metrics) {
    return NonBlockingNotificationPublisher.builder(new FakeBatchPublisher())
        .name(name)
        .metrics(metrics);
  }

  private final class Telling implements DeliveryMetrics {
    private final String who;

    Telling(String who) {
      this.who = who;
    }

    @Override
    public void started(MonitoredDestination destination) {
      told.add(who + " started " + destination.name());
    }

    @Override
    public void delivered(EventType type, long latencyNanos) {
      told.add(who + " delivered");
    }

    @Override
    public void sampled(DeliveryStats stats) {
      told.add(who + " sampled");
    }

    @Override
    public void ended(DeliveryStats stats) {
      told.add(who + " ended with " + stats.delivered());
    }
  }
}
