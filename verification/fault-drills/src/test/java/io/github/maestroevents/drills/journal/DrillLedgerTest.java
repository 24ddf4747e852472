package io.github.maestroevents.drills.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drills are worth what their judge sees. */
class DrillLedgerTest {

  @TempDir Path home;

  private final DrillLedger ledger = new DrillLedger();

  @BeforeEach
  void acceptTwo() throws Exception {
    HostPlan plan = HostPlan.of("host", home);
    Files.writeString(plan.accepted(), "a key 1\nb key 2\n");
    ledger.enterAccepted(plan);
  }

  @Test
  void everythingIsInOrder_whenAllArriveInOrder() {
    arrive("a key 1", "b key 2");

    assertThat(ledger.missing()).isZero();
    assertThat(ledger.isOrderly()).isTrue();
    assertThat(ledger.inDoubt()).isZero();
  }

  @Test
  void anEventIsMissing_whenItDidNotArrive() {
    arrive("b key 2");

    assertThat(ledger.missing()).isEqualTo(1);
  }

  @Test
  void orderIsViolated_whenAnEarlierEventOfTheKeyArrivesLater() {
    arrive("b key 2", "a key 1");

    assertThat(ledger.orderViolations()).isEqualTo(1);
    assertThat(ledger.isOrderly()).isFalse();
  }

  @Test
  void aCopyIsADuplicateAndNoViolation_whateverCameBetween() {
    arrive("a key 1", "b key 2", "a key 1");

    assertThat(ledger.duplicates()).isEqualTo(1);
    assertThat(ledger.isOrderly()).isTrue();
  }

  @Test
  void anotherIdIsSeen_onACopyAndOnAFirstArrival() {
    arrive("x key 1", "b key 2", "y key 2");

    assertThat(ledger.otherIds()).isEqualTo(2);
    assertThat(ledger.isOrderly()).isFalse();
  }

  @Test
  void anEventIsInDoubt_whenItArrivesWithoutHavingBeenAccepted() {
    arrive("a key 1", "b key 2", "c key 3");

    assertThat(ledger.inDoubt()).isEqualTo(1);
    assertThat(ledger.arrived()).isEqualTo(3);
  }

  @Test
  void aLineThatAKillCutShort_isSkipped() throws Exception {
    Path file = home.resolve("torn");
    Files.writeString(file, "a key 1\nb ke");

    assertThat(LineFile.read(file)).containsExactly(new EventLine("a", "key", 1));
  }

  private void arrive(String... lines) {
    for (String line : lines) {
      ledger.arrived(EventLine.parse(line));
    }
  }
}
