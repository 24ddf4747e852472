package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {

  /** Looks once when its thread starts, and then not before the test is over. */
  private final Watch watch = new Watch(DeliveryClock.system(), TimeUnit.HOURS.toNanos(1));

  @Test
  void watch_looksAgainAndAgain_onAThreadOfTheLibrary_thatEndsWithTheLastDeregistration()
      throws InterruptedException {
    Watch quick = new Watch(DeliveryClock.system(), 1_000_000);
    CountDownLatch looks = new CountDownLatch(3);
    AtomicReference<Thread> thread = new AtomicReference<>();
    Watched first =
        now -> {
          thread.set(Thread.currentThread());
          looks.countDown();
        };
    Watched second = now -> {};
    quick.register(first);
    quick.register(second);
    Deadline.await(looks);
    assertThat(thread.get()).isInstanceOf(EngineThread.class);

    quick.deregister(second);
    assertThat(thread.get().isAlive()).isTrue();
    quick.deregister(first);
    thread.get().join();
  }

  @Test
  void thread_endsAtOnce_thoughItsNextLookIsFarAway() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch looked = new CountDownLatch(1);
    Watched watched =
        now -> {
          thread.set(Thread.currentThread());
          looked.countDown();
        };
    watch.register(watched);
    Deadline.await(looked);
    watch.deregister(watched);
    thread.get().join();
  }

  @Test
  void watch_beginsAgain_withTheNextRegistration() {
    Watch quick = new Watch(DeliveryClock.system(), 1_000_000);
    for (int round = 0; round < 3; round++) {
      CountDownLatch looks = new CountDownLatch(2);
      Watched counting = now -> looks.countDown();
      quick.register(counting);
      Deadline.await(looks);
      quick.deregister(counting);
    }
  }

  @Test
  void othersAreLookedAt_whenOneThrows_whichIsLoggedOnce() {
    List<Long> looks = new ArrayList<>();
    try (LogCapture log = LogCapture.of(Watch.class)) {
      Watch still = new Watch(DeliveryClock.system(), 1);
      Watched throwing =
          now -> {
            throw new AssertionError("broken");
          };
      still.add(throwing);
      still.add(looks::add);
      still.look(1);
      still.look(2);
      assertThat(looks).containsExactly(1L, 2L);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void othersAreLookedAt_whenOneThrows_andTheLogFailsAsWell() {
    List<Long> looks = new ArrayList<>();
    try (LogCapture log = LogCapture.of(Watch.class)) {
      log.fail();
      Watch still = new Watch(DeliveryClock.system(), 1);
      Watched throwing =
          now -> {
            throw new AssertionError("broken");
          };
      still.add(throwing);
      still.add(looks::add);
      still.look(1);
      assertThat(looks).containsExactly(1L);
      assertThat(log.failures()).isEqualTo(1);
    }
  }
}
