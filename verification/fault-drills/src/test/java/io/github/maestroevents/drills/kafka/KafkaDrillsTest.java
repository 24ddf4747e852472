package io.github.maestroevents.drills.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short versions: less load and fewer faults. Latency is printed, not judged. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaDrillsTest {

  @Test
  void everyEventArrivesOnceInOrder_whileBrokersAreKilled() {
    assertSound(RollingKillDrill.run(2, LoadShape.small(), System.out));
  }

  @Test
  void everyEventArrivesOnceInOrder_whileABrokerIsSuspended() {
    assertSound(StalledBrokerDrill.run(1, LoadShape.small(), System.out));
  }

  @Test
  void everyEventArrivesInOrder_andCopiesAreEqual_whileTheNetworkIsBroken() {
    KafkaAccount account =
        BrokenNetworkDrill.run(1, Duration.ofSeconds(3), LoadShape.small(), System.out);

    assertSound(account);
    assertThat(account.phases())
        .filteredOn(phase -> phase.name().equals(BrokenNetworkDrill.LOST_ACKS))
        .singleElement()
        .satisfies(phase -> assertThat(account.read(phase).duplicates).isPositive());
  }

  private static void assertSound(KafkaAccount account) {
    assertThat(account.phases())
        .allSatisfy(
            phase -> {
              RunLedger read = account.read(phase);
              assertThat(phase.sent()).isPositive();
              assertThat(phase.thrown()).isZero();
              assertThat(phase.delivered()).isEqualTo(phase.sent());
              assertThat(account.lost(phase)).isZero();
              assertThat(read.orderViolations).isZero();
              assertThat(read.duplicatesAfterFilter).isZero();
              assertThat(read.altered).isZero();
            });
    assertThat(account.isSound()).isTrue();
  }
}
