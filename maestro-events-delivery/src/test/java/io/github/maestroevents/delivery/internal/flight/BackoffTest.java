package io.github.maestroevents.delivery.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final RetryPolicy POLICY =
      RetryPolicy.defaults().withDelays(Duration.ofMillis(100), Duration.ofSeconds(30));

  @Test
  void bound_doublesFromAttemptToAttempt_upToTheLongestDelay() {
    Backoff highest = new Backoff(POLICY, new Highest());
    assertThat(millis(highest, 1)).isEqualTo(100);
    assertThat(millis(highest, 2)).isEqualTo(200);
    assertThat(millis(highest, 5)).isEqualTo(1600);
    assertThat(millis(highest, 9)).isEqualTo(25_600);
    assertThat(millis(highest, 10)).isEqualTo(30_000);
    assertThat(millis(highest, 64)).isEqualTo(30_000);
    assertThat(millis(highest, Integer.MAX_VALUE)).isEqualTo(30_000);
  }

  @Test
  void delay_isDrawnFromZeroToTheBound() {
    Backoff backoff = new Backoff(POLICY, new SplittableRandom(7));
    long bound = Duration.ofMillis(800).toNanos();
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    for (int i = 0; i < 10_000; i++) {
      long delay = delay(backoff, 4, Duration.ZERO);
      lowest = Math.min(lowest, delay);
      highest = Math.max(highest, delay);
    }
    assertThat(lowest).isBetween(0L, bound / 100);
    assertThat(highest).isBetween(bound - bound / 100, bound);
  }

  @Test
  void delayOfTheDestination_wins() {
    Backoff backoff = new Backoff(POLICY, new Highest());
    assertThat(delay(backoff, 1, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5).toNanos());
  }

  @Test
  void delayOfTheDestination_isNeverBelowTheFirstDelay() {
    Backoff backoff = new Backoff(POLICY, new Highest());
    assertThat(delay(backoff, 10, Duration.ofNanos(1))).isEqualTo(POLICY.initialDelay().toNanos());
  }

  @Test
  void delayOfTheDestination_isCutWhereTheEventIsTooOld_soThatItHasItsLastAttempt() {
    Backoff backoff = new Backoff(POLICY, new Highest());
    PendingEvent event = attempted(1);
    long now = POLICY.maxAge().minusMinutes(1).toNanos();
    long delay = backoff.delayNanos(event, Duration.ofSeconds(Long.MAX_VALUE), now);
    assertThat(delay).isEqualTo(Duration.ofMinutes(1).toNanos());
    assertThat(backoff.allowsAnother(event, now, delay)).isTrue();
  }

  @Test
  void age_countsFromAcceptance_alsoForAnEventThatHasOnlyWaited() {
    Backoff backoff = new Backoff(POLICY, new Highest());
    PendingEvent neverTried = attempted(0);
    long now = POLICY.maxAge().toNanos();
    assertThat(backoff.allowsAnother(neverTried, now, 0)).isTrue();
    assertThat(backoff.allowsAnother(neverTried, now, 1)).isFalse();
    assertThat(backoff.allowsAnother(neverTried, now + 1, 0)).isFalse();
  }

  private static long delay(Backoff backoff, int attempts, Duration wish) {
    return backoff.delayNanos(attempted(attempts), wish, 0);
  }

  private static PendingEvent attempted(int attempts) {
    PendingEvent event = new PendingEvent(1, Events.event("a", 1), "a", null);
    event.attempts = attempts;
    return event;
  }

  private static long millis(Backoff backoff, int attempts) {
    return Duration.ofNanos(delay(backoff, attempts, Duration.ZERO)).toMillis();
  }

  /** Draws the highest value each time. */
  private static final class Highest implements RandomGenerator {
    @Override
    public long nextLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
