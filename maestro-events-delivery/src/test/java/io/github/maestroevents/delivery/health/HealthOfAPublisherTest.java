package io.github.maestroevents.delivery.health;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The health of real publishers. */
class HealthOfAPublisherTest {

  @Test
  void publisherThatWorks_isHealthy_andPausedItIsDegraded() {
    try (DeliveringPublisher publisher =
        FanOutPublisher.of(
            Map.of("one", new FakeBatchPublisher(), "two", new FakeBatchPublisher()))) {
      publisher.send(event("a", 1));
      assertThat(publisher.flush(Duration.ofSeconds(30)).allDelivered()).isTrue();
      assertThat(DeliveryHealth.of(publisher, lenient()).status()).isEqualTo(HealthStatus.HEALTHY);

      publisher.destinations().get("two").pause();
      DeliveryHealth health = DeliveryHealth.of(publisher, lenient());
      assertThat(health.byDestination())
          .containsOnly(
              Map.entry("one", HealthStatus.HEALTHY), Map.entry("two", HealthStatus.DEGRADED));

      publisher.resume();
      assertThat(DeliveryHealth.of(publisher, lenient()).status()).isEqualTo(HealthStatus.HEALTHY);
    }
  }

  @Test
  void publisherThatHasEnded_isClosed_howeverLongAgo() {
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(new FakeBatchPublisher()).name("audit").build();
    publisher.send(event("a", 1));
    publisher.flush(Duration.ofSeconds(30));
    publisher.close();

    assertThat(publisher.stats().turnAge()).isNull();
    DeliveryHealth later = at(publisher, publisher.stats().lastTurn().plusSeconds(3_600));
    assertThat(later.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(later.findings())
        .extracting(HealthFinding::reason)
        .containsExactly(HealthReason.CLOSED);
  }

  private static DeliveryHealth at(DeliveringPublisher publisher, Instant now) {
    return DeliveryHealth.of(publisher.statsByDestination(), HealthThresholds.defaults(), now);
  }

  /** On a busy machine a thread may wait for a processor for seconds. */
  private static HealthThresholds lenient() {
    return HealthThresholds.defaults()
        .withNoTurn(Duration.ofMinutes(5), Duration.ofMinutes(5))
        .withOldestEvent(Duration.ofMinutes(5), Duration.ofMinutes(5));
  }
}
