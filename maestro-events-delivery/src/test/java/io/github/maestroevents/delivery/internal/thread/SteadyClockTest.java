package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final BreakableClock host = new BreakableClock();
  private final DeliveryClock clock = SteadyClock.of(host);
  private LogCapture log;

  @BeforeEach
  void capture() {
    log = LogCapture.of(SteadyClock.class);
  }

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void clock_isTheHosts_whileThatWorks() {
    host.nanos = 42;
    assertThat(clock.nanoTime()).isEqualTo(42);
    assertThat(clock.now()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void time_goesOnFromTheLastReading_whileTheHostsClockThrows() {
    host.nanos = 42 * HOUR;
    assertThat(clock.nanoTime()).isEqualTo(42 * HOUR);
    host.broken = true;

    long first = clock.nanoTime();
    long second = clock.nanoTime();
    assertThat(first).isBetween(42 * HOUR, 43 * HOUR);
    assertThat(second).isBetween(first, 43 * HOUR);
    assertThat(clock.now()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
  }

  @Test
  void clock_isTheHostsAgain_andDoesNotGoBack() {
    host.nanos = 42 * HOUR;
    long unused = clock.nanoTime();
    host.broken = true;
    long madeUp = clock.nanoTime();
    host.broken = false;

    host.nanos = madeUp - 1;
    assertThat(clock.nanoTime()).isEqualTo(madeUp);
    host.nanos = madeUp + 1;
    assertThat(clock.nanoTime()).isEqualTo(madeUp + 1);
  }

  @Test
  void failure_isLoggedOnce_howeverLongItLasts() {
    host.broken = true;
    long unused = clock.nanoTime() + clock.nanoTime();
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void clock_works_thoughTheLogFailsAsWell() {
    host.nanos = 42 * HOUR;
    long unused = clock.nanoTime();
    log.fail();
    host.broken = true;
    assertThat(clock.nanoTime()).isBetween(42 * HOUR, 43 * HOUR);
    assertThat(log.failures()).isEqualTo(1);
  }

  @Test
  void machinesClock_needsNoGuard() {
    assertThat(SteadyClock.of(DeliveryClock.system())).isSameAs(DeliveryClock.system());
    assertThat(SteadyClock.of(clock)).isSameAs(clock);
  }

  private static final class BreakableClock implements DeliveryClock {

    private long nanos;
    private boolean broken;

    @Override
    public long nanoTime() {
      breakIfBroken();
      return nanos;
    }

    @Override
    public Instant now() {
      breakIfBroken();
      return Instant.EPOCH;
    }

    private void breakIfBroken() {
      if (broken) {
        throw new LinkageError("The clock is broken");
      }
    }
  }
}
