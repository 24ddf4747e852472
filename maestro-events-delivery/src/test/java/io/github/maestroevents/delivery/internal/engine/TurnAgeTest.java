package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthReason;
import io.github.maestroevents.delivery.health.HealthStatus;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.internal.fanout.SummedStats;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a delivery thread that hangs is seen, whatever the machine's time of day does. */
class TurnAgeTest {

  private final FakeClock clock = new FakeClock();
  private final EngineUnderTest engine =
      EngineUnderTest.with(new FakeBatchPublisher()).clock(clock).start();

  @Test
  void hungThread_isFailing_afterTheClockWasSetBack() {
    engine.turn();
    clock.setWall(Duration.ofHours(-1));
    clock.advance(Duration.ofSeconds(30));

    assertThat(engine.engine.stats().turnAge()).isEqualTo(Duration.ofSeconds(30));
    assertFailing(HealthReason.NO_TURN);
    assertThat(engine.engine.stats().lastTurn()).isEqualTo(clock.now().minusSeconds(30));
  }

  @Test
  void threadThatWorks_isHealthy_afterTheClockWasSetForward() {
    engine.turn();
    clock.setWall(Duration.ofHours(1));

    assertThat(health().findings()).isEmpty();
  }

  @Test
  void threadThatHasTakenNoTurn_isFailing_onceThePublisherIsOldEnough() {
    clock.advance(Duration.ofSeconds(9));
    assertThat(health().findings()).isEmpty();

    clock.advance(Duration.ofSeconds(21));
    assertThat(engine.engine.stats().lastTurn()).isNull();
    assertFailing(HealthReason.NO_TURN);

    engine.turn();
    assertThat(health().findings()).isEmpty();
  }

  @Test
  void engineThatHasEnded_hasNoTurnAge_andSaysSo() {
    engine.send(event("a", 1)).turn();
    engine.loop.terminate();
    clock.advance(Duration.ofDays(1));

    assertThat(engine.engine.stats().turnAge()).isNull();
    assertThat(engine.engine.stats().ended()).isTrue();
    assertThat(health().findings())
        .extracting(HealthFinding::reason)
        .containsExactly(HealthReason.CLOSED);
  }

  @Test
  void severalDestinations_haveTheLongestAge_andEndWithTheLast() {
    EngineUnderTest other =
        EngineUnderTest.with(new FakeBatchPublisher()).clock(clock).start().turn();
    clock.advance(Duration.ofSeconds(2));
    engine.turn();
    assertThat(sum(other).turnAge()).isEqualTo(Duration.ofSeconds(2));

    other.loop.terminate();
    assertThat(sum(other).turnAge()).isZero();
    assertThat(sum(other).ended()).isFalse();

    engine.loop.terminate();
    assertThat(sum(other).turnAge()).isNull();
    assertThat(sum(other).ended()).isTrue();
  }

  private DeliveryStats sum(EngineUnderTest other) {
    return SummedStats.of(List.of(engine.engine.stats(), other.engine.stats()));
  }

  private void assertFailing(HealthReason reason) {
    assertThat(health().status()).isEqualTo(HealthStatus.FAILING);
    assertThat(health().findings()).extracting(HealthFinding::reason).containsExactly(reason);
  }

  private DeliveryHealth health() {
    return DeliveryHealth.of(
        Map.of("test", engine.engine.stats()), HealthThresholds.defaults(), clock.now());
  }
}
