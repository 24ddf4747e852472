package io.github.maestroevents.drills.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short versions: seconds in place of minutes, and as little room. Ratios are judged. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class IsolationDrillsTest {

  @Test
  void healthyPartitionsDoNotNotice_whenOneHangs() {
    List<Duration> deliveryTimeouts = List.of(Duration.ofSeconds(1), Duration.ofSeconds(10));

    assertThat(HungPartitionDrill.run(Duration.ofSeconds(2), deliveryTimeouts, System.out))
        .isZero();
  }

  @Test
  void healthyPartitionsDoNotNotice_whenABrokerIsSuspended() {
    List<Duration> deliveryTimeouts = List.of(Duration.ofSeconds(3));

    assertThat(HungLeaderDrill.run(Duration.ofSeconds(6), deliveryTimeouts, System.out)).isZero();
  }

  @Test
  void healthyEventsDoNotNotice_whenATopicOrAGrantIsMissing() {
    assertThat(MissingTopicDrill.run(Duration.ofSeconds(4), 500, System.out)).isZero();
  }

  @Test
  void healthyKeysDoNotNotice_whenOneFails() {
    assertThat(FailingKeyDrill.run(Duration.ofSeconds(2), 48, System.out)).isZero();
  }

  @Test
  void callersAreToldSoon_whenTheDestinationIsSilent() {
    assertThat(SilentDestinationDrill.run(0.1, System.out)).isZero();
  }
}
