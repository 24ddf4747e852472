package io.github.maestroevents.drills.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short versions: fewer hosts, fewer faults, fewer events. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JournalDrillsTest {

  private static final long SEED = 20_261_125;

  @Test
  void everyEventInTheJournalArrivesInOrder_whenHostsAreKilled() {
    List<KillAccount> accounts = KillDrill.run(10, 2, SEED, System.out);

    assertSound(accounts);
    assertThat(accounts.get(0).largestBacklog()).isPositive(); // or no host had recovered anything
    assertThat(accounts.get(2).ledger().missing()).isZero();
  }

  @Test
  void everyEventArrivesInOrder_whenKafkaWasDownForThreeHostsInARow() {
    List<KillAccount> accounts = KafkaAwayDrill.run(2_000, System.out);

    assertSound(accounts);
    assertThat(accounts)
        .allSatisfy(account -> assertThat(account.ledger().missing()).isZero())
        .allSatisfy(account -> assertThat(account.largestBacklog()).isGreaterThanOrEqualTo(6_000));
  }

  @Test
  void everyEventIsAccountedFor_whenTheDiskIsFull() {
    List<FullDiskAccount> accounts;
    try {
      accounts = FullDiskDrill.run(15_000, System.out);
    } catch (UnsupportedOperationException noRight) {
      accounts = abort(noRight.getMessage());
    }

    assertThat(accounts).hasSize(2 * WhenFull.values().length);
    assertThat(accounts)
        .allSatisfy(account -> assertThat(account.isSound()).as(account.line()).isTrue());
  }

  @Test
  void everyEventArrives_whenANeighbourDiesAndWhenTheDatabaseRestarts() {
    String system = System.getProperty("os.name");
    assumeTrue(system.startsWith("Linux"), "has PostgreSQL for Linux alone, not for " + system);
    List<KillAccount> accounts = PostgresDrill.run(1_000, 1, System.out);

    assertSound(accounts);
    assertThat(accounts.get(0).drained().recovered()).isPositive();
    assertThat(accounts.get(1).drained().thrown()).isPositive(); // or nobody met the restart
    assertThat(accounts).allSatisfy(account -> assertThat(account.ledger().missing()).isZero());
  }

  @Test
  void spaceIsGivenBack_whenOneStuckKeyHoldsTheTail() throws Exception {
    assertThat(StuckKeyDrill.run(12_000, 1_000, System.out)).isTrue();
  }

  private static void assertSound(List<KillAccount> accounts) {
    assertThat(accounts)
        .allSatisfy(
            account -> {
              DrillLedger ledger = account.ledger();
              assertThat(ledger.accepted()).isPositive();
              assertThat(account.lost()).as("lost").isZero();
              assertThat(ledger.orderViolations()).as("out of order").isZero();
              assertThat(ledger.otherIds()).as("copies with another id").isZero();
              assertThat(account.isSound()).as(account.toString()).isTrue();
            });
  }
}
