package io.github.maestroevents.delivery.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

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
      long delay = backoff.delayNanos(4, Duration.ZERO);
      lowest = Math.min(lowest, delay);
      highest = Math.max(highest, delay);
    }
    assertThat(lowest).isBetween(0L, bound / 100);
    assertThat(highest).isBetween(bound - bound / 100, bound);
  }

  @Test
  void delayOfTheDestination_wins() {
    Backoff backoff = new Backoff(POLICY, new Highest());
    assertThat(backoff.delayNanos(1, Duration.ofMinutes(5)))
        .isEqualTo(Duration.ofMinutes(5).toNanos());
    assertThat(backoff.delayNanos(10, Duration.ofMillis(1)))
        .isEqualTo(Duration.ofMillis(1).toNanos());
    assertThat(backoff.delayNanos(1, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  private static long millis(Backoff backoff, int attempts) {
    return Duration.ofNanos(backoff.delayNanos(attempts, Duration.ZERO)).toMillis();
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
