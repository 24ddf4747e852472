package io.github.maestroevents.delivery.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GuardedMetricsTest {

  private static final EventType TYPE = EventType.UNKNOWN;

  private final FakeClock clock = new FakeClock();
  private final List<String> told = new ArrayList<>();

  @Test
  void failure_isLoggedOnceAMinute_byCount() {
    GuardedMetrics metrics = guarded(new Broken());
    try (LogCapture log = LogCapture.of(GuardedMetricsTest.class)) {
      for (int i = 0; i < 100; i++) {
        metrics.tell(each -> each.delivered(TYPE, 1));
      }
      assertThat(log.lines())
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line)
                      .contains("The metrics of destination 'audit' failed (1 time(s))")
                      .contains("broken meters"));
      clock.advance(Duration.ofMinutes(1));
      metrics.tell(each -> each.filtered(TYPE));
      assertThat(log.lines()).hasSize(2).last().asString().contains("(100 time(s))");
    }
  }

  @Test
  void others_areTold_whenOneThrows() {
    GuardedMetrics metrics =
        guarded(DeliveryMetrics.all(List.of(new Broken(), new Remembering(), new Broken())));
    metrics.tell(each -> each.delivered(TYPE, 7));
    metrics.tell(each -> each.filtered(TYPE));
    metrics.problem("no broker answers");
    assertThat(told).containsExactly("delivered 7", "filtered", "problem no broker answers");
  }

  @Test
  void start_fails_withWhatTheMetricsThrow() {
    assertThatThrownBy(
            () ->
                guarded(
                        new DeliveryMetrics() {
                          @Override
                          public void started(MonitoredDestination destination) {
                            throw new IllegalStateException("a meter of that name is there");
                          }
                        })
                    .started(null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothing_isComputed_whenNobodyListens() {
    guarded(DeliveryMetrics.none()).tell(each -> told.add("computed"));
    guarded(DeliveryMetrics.all(List.of())).tell(each -> told.add("computed"));
    guarded(new Remembering()).tell(each -> each.delivered(TYPE, 7));
    assertThat(told).containsExactly("delivered 7");
  }

  private GuardedMetrics guarded(DeliveryMetrics metrics) {
    return new GuardedMetrics(
        metrics, "audit", LoggerFactory.getLogger(GuardedMetricsTest.class), clock);
  }

  private static final class Broken implements DeliveryMetrics {
    @Override
    public void delivered(EventType type, long latencyNanos) {
      throw new LinkageError("broken meters");
    }

    @Override
    public void filtered(EventType type) {
      throw new IllegalStateException("broken meters");
    }

    @Override
    public void problem(String text) {
      throw new OutOfMemoryError("broken meters");
    }
  }

  private final class Remembering implements DeliveryMetrics {
    @Override
    public void delivered(EventType type, long latencyNanos) {
      told.add("delivered " + latencyNanos);
    }

    @Override
    public void filtered(EventType type) {
      told.add("filtered");
    }

    @Override
    public void problem(String text) {
      told.add("problem " + text);
    }
  }
}
