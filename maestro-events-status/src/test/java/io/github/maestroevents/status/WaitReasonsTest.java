package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.CircuitState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitReasonsTest {

  private static final Instant NOON = Figures.at("12:00:00");

  @Test
  void reasons_areNone_whenNothingWaits() {
    assertThat(WaitReasons.of(Figures.quiet().with("circuit", CircuitState.OPEN).stats()))
        .isEmpty();
  }

  @Test
  void reasons_nameEachThatWaitsForSomethingElse() {
    Figures figures =
        Figures.quiet()
            .with("waiting", 10)
            .with("backingOff", 1)
            .with("nextRetry", NOON)
            .with("behindInFlight", 2)
            .with("inFlight", 1_000)
            .with("queued", 4)
            .with("journaled", 9)
            .with("parked", 3);

    assertThat(WaitReasons.of(figures.stats()))
        .extracting(WaitReasons.Reason::text)
        .containsExactly(
            "1 event waits for another attempt after a failure; the next is due at",
            "2 events wait behind an older event of the same ordering key that is in flight.",
            "1,000 events are at the destination and not answered yet.",
            "7 events wait for room in a batch or for their turn.",
            "4 events are in the queue.",
            "3 events are parked in the journal: their part of the destination is in trouble.",
            "6 events lie in the journal until memory has room for them.");
  }

  @Test
  void reasons_beginWithWhatHoldsAll() {
    Figures figures =
        Figures.quiet()
            .with("waiting", 2)
            .with("circuit", CircuitState.OPEN)
            .with("circuitSince", NOON)
            .with("paused", true);

    assertThat(WaitReasons.of(figures.stats()))
        .containsExactly(
            new WaitReasons.Reason("The destination is paused.", null),
            new WaitReasons.Reason("The circuit is open since", NOON),
            new WaitReasons.Reason("2 events wait until it is resumed.", null));
  }

  @Test
  void sentence_doesWithoutATime_thatIsNotKnown() {
    Figures figures =
        Figures.quiet().with("waiting", 2).with("backingOff", 2).with("circuit", CircuitState.OPEN);

    assertThat(WaitReasons.of(figures.stats()))
        .extracting(WaitReasons.Reason::text)
        .containsExactly(
            "The circuit is open.", "2 events wait for another attempt after a failure.");
  }
}
