package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.status.Condition.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private final Told told = Told.of("audit");

  @Test
  void state_isHealthy_whenNothingIsWrong() {
    told.second(Figures.quiet().with("accepted", 9).with("delivered", 9));

    assertThat(Condition.of(told.history)).isEqualTo(new Condition(State.HEALTHY, List.of()));
  }

  @Test
  void state_isFailing_whenTheCircuitIsNotClosed() {
    told.second(Figures.quiet().with("circuit", CircuitState.OPEN));
    assertState(State.FAILING, "circuit is open");

    told.second(Figures.quiet().with("circuit", CircuitState.HALF_OPEN));
    assertState(State.FAILING, "half open");
  }

  @Test
  void state_isFailing_whenTheDeliveryThreadIsSilent() {
    told.second(Figures.quiet().with("lastTurn", told.clock.now()));
    told.clock.advance(Duration.ofSeconds(10));
    assertState(State.FAILING, "has not taken a turn for 11 s");
  }

  @Test
  void state_isFailing_whenAttemptsFailAndNothingGetsThrough() {
    told.second(waitingSinceNow());
    fail();
    told.clock.advance(Duration.ofSeconds(4));

    assertState(State.FAILING, "Last failure: IllegalStateException: refused");
  }

  @Test
  void state_isNotFailing_whenAnIdleDestinationFailsForTheFirstTime() {
    told.second(Figures.quiet().with("accepted", 1).with("delivered", 1));
    told.clock.advance(Duration.ofHours(1));
    told.second(waitingSinceNow());
    fail();

    assertState(State.DEGRADED, "wait for another attempt");
  }

  @Test
  void state_isFailing_whenTheDestinationDoesNotAnswer() {
    told.second(Figures.quiet().with("inFlight", 4).with("oldestInMemory", told.clock.now()));
    told.clock.advance(Duration.ofSeconds(11));

    assertState(State.FAILING, "does not answer");
  }

  @Test
  void state_isDegradedThenFailing_whenEventsGetOld() {
    told.second(Figures.quiet().with("queued", 1).with("oldestJournaled", told.clock.now()));
    told.clock.advance(Duration.ofSeconds(31));
    assertState(State.DEGRADED, "The oldest undelivered event is 32 s old.");

    told.clock.advance(Duration.ofMinutes(5));
    assertState(State.FAILING, "The oldest undelivered event is 332 s old.");
  }

  @Test
  void state_isDegraded_forTenMinutesAfterALoss() {
    told.second(Figures.quiet().with("dropped", 2).with("deadLettered", 1));
    assertState(State.DEGRADED, "2 events dropped or discarded in the last ten minutes.");
    assertState(State.DEGRADED, "1 event dead-lettered in the last ten minutes.");

    told.after(Duration.ofMinutes(11), Figures.quiet().with("dropped", 2).with("deadLettered", 1));
    assertThat(Condition.of(told.history).state()).isEqualTo(State.HEALTHY);
  }

  @Test
  void state_isDegraded_whenQueueOrJournalAreNearlyFull() {
    told.second(
        Figures.quiet()
            .with("queued", 80)
            .with("queueCapacity", 100)
            .with("journalBytes", 95)
            .with("journalMaxBytes", 100));

    assertState(State.DEGRADED, "Queue is 80% full.");
    assertState(State.DEGRADED, "Journal is 95% full.");
  }

  @Test
  void state_isPaused_withWhateverElseIsTrue() {
    told.second(Figures.quiet().with("paused", true).with("circuit", CircuitState.OPEN));

    assertState(State.PAUSED, "Paused");
    assertState(State.PAUSED, "circuit is open");
  }

  @Test
  void state_isFailing_whenTheBooksDidNotBalance() {
    told.history.imbalanced(told.stats());

    assertState(State.FAILING, "books did not balance");
  }

  @Test
  void state_isEnded_afterTheEnd() {
    told.history.ended(told.stats());

    assertState(State.ENDED, "closed");
  }

  private Figures waitingSinceNow() {
    return Figures.quiet()
        .with("accepted", 1)
        .with("delivered", 1)
        .with("waiting", 3)
        .with("backingOff", 3)
        .with("oldestInMemory", told.clock.now());
  }

  private void fail() {
    told.history.attempted(
        new DeliveryAttempt(1, 1, 1, 0, 0, 1, new IllegalStateException("refused")));
  }

  private void assertState(State state, String reason) {
    Condition condition = Condition.of(told.history);
    assertThat(condition.state()).isEqualTo(state);
    assertThat(condition.reasons()).anyMatch(text -> text.contains(reason));
  }
}
