package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {

  /** Each reading of it takes a second. */
  private static final class SlowClock implements DeliveryClock {
    private long seconds;

    @Override
    public long nanoTime() {
      return Duration.ofSeconds(seconds++).toNanos();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }

  private final SlowClock clock = new SlowClock();
  private final Patience patience = new Patience(Duration.ofSeconds(5), clock);
  private int attempts;

  @Test
  void attempt_isRepeated_untilItSucceeds() {
    assertThat(patience.tryUntilOver(() -> ++attempts == 4)).isTrue();
    assertThat(attempts).isEqualTo(4);
  }

  @Test
  void patience_ends_whenTheTimeIsOver() {
    assertThat(patience.tryUntilOver(this::fail)).isFalse();
    assertThat(attempts).isBetween(4, 6);
  }

  @Test
  void nothing_isWaitedForAgain_beforeSomethingHasSucceeded() {
    boolean unused = patience.tryUntilOver(this::fail);
    attempts = 0;
    for (int i = 0; i < 100; i++) {
      assertThat(patience.tryUntilOver(this::fail)).isFalse();
    }
    assertThat(attempts).isEqualTo(100);

    assertThat(patience.tryUntilOver(() -> true)).isTrue();
    attempts = 0;
    assertThat(patience.tryUntilOver(() -> ++attempts == 3)).isTrue();
  }

  @Test
  void interrupt_endsNoWait_andIsKept() {
    Thread.currentThread().interrupt();
    assertThat(patience.tryUntilOver(() -> ++attempts == 3)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(attempts).isEqualTo(3);
  }

  private boolean fail() {
    attempts++;
    return false;
  }
}
