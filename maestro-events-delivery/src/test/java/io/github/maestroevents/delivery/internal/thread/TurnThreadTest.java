package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnThreadTest {

  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  private final List<Throwable> deaths = new CopyOnWriteArrayList<>();
  private final Script script = new Script();
  private final TurnThread thread =
      new TurnThread("turns", null, script, DeliveryClock.system(), deaths::add);

  @Test
  void thread_takesTurns_untilTheyAreFinished_andEndsInOrder() throws InterruptedException {
    script.take = now -> 0;
    script.finishedAfter = 3;
    thread.start(StartGate.opened());
    awaitEnd();
    assertThat(script.turns).isEqualTo(3);
    assertThat(script.ends).isEqualTo(1);
    assertThat(deaths).isEmpty();
  }

  @Test
  void wake_endsThePark_andAnInterruptIsForgotten() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    script.take =
        now -> {
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          (script.turns == 1 ? first : second).countDown();
          return LONG;
        };
    script.finishedAfter = 3;
    thread.start(StartGate.opened());
    Deadline.await(first);
    thread.interrupt();
    Deadline.await(second);
    thread.wake();
    awaitEnd();
    assertThat(script.failures).isEmpty();
  }

  @Test
  void turnThatThrows_isFollowedByTheNext_afterAPause() throws InterruptedException {
    script.take =
        now -> {
          throw new OutOfMemoryError("for a moment");
        };
    script.finishedAfter = 3;
    DeliveryClock clock = DeliveryClock.system();
    long begin = clock.nanoTime();
    thread.start(StartGate.opened());
    awaitEnd();
    assertThat(script.failures).hasSize(3).allMatch(OutOfMemoryError.class::isInstance);
    assertThat(clock.nanoTime() - begin).isGreaterThan(2 * TimeLimits.FAILED_TURN_NANOS);
    assertThat(deaths).isEmpty();
  }

  @Test
  void pauseAfterATurnThatThrows_isKept_thoughTheTurnWasInterrupted() throws InterruptedException {
    List<Boolean> flags = new CopyOnWriteArrayList<>();
    script.take =
        now -> {
          flags.add(Thread.currentThread().isInterrupted());
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted, say");
        };
    script.finishedAfter = 3;
    DeliveryClock clock = DeliveryClock.system();
    long begin = clock.nanoTime();
    thread.start(StartGate.opened());
    awaitEnd();
    assertThat(clock.nanoTime() - begin).isGreaterThan(2 * TimeLimits.FAILED_TURN_NANOS);
    assertThat(flags).as("kept, it would make the pause a spin").containsOnly(false);
  }

  @Test
  void turnThatThrows_isFollowedByTheNext_thoughTheLogThrowsAsWell() throws InterruptedException {
    script.take =
        now -> {
          throw new IllegalStateException("a bug");
        };
    script.logFails = true;
    script.finishedAfter = 2;
    thread.start(StartGate.opened());
    awaitEnd();
    assertThat(script.failures).hasSize(2);
    assertThat(script.ends).isEqualTo(1);
    assertThat(deaths).isEmpty();
  }

  @Test
  void clockThatThrows_endsNothing() throws InterruptedException {
    DeliveryClock broken =
        new DeliveryClock() {
          @Override
          public long nanoTime() {
            throw new LinkageError("The clock is broken");
          }

          @Override
          public java.time.Instant now() {
            throw new LinkageError("The clock is broken");
          }
        };
    TurnThread timeless = new TurnThread("turns", null, script, broken, deaths::add);
    script.take = now -> 0;
    script.finishedAfter = 3;
    timeless.start(StartGate.opened());
    assertThat(timeless.awaitEnd(Deadline.LONG.toNanos())).isTrue();
    assertThat(script.turns).isEqualTo(3);
    assertThat(script.failures).isEmpty();
    assertThat(deaths).isEmpty();
  }

  @Test
  void death_isTold_andTheThreadEndsInOrder() throws InterruptedException {
    script.take = now -> 0;
    script.finishedAfter = -1; // isFinished throws
    script.logFails = true;
    thread.start(StartGate.opened());
    awaitEnd();
    assertThat(deaths).singleElement().isInstanceOf(StackOverflowError.class);
    assertThat(script.ends).isEqualTo(1);
  }

  @Test
  void endThatThrows_isTold_andThoseWhoWaitForItAreLetGo() throws InterruptedException {
    script.finishedAfter = 0;
    script.endFails = true;
    thread.start(StartGate.opened());
    awaitEnd();
    assertThat(deaths).singleElement().isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void thoseWhoWaitForTheEnd_areLetGo_thoughWhoIsToldOfTheDeathThrows()
      throws InterruptedException {
    TurnThread untellable =
        new TurnThread(
            "turns",
            null,
            script,
            DeliveryClock.system(),
            death -> {
              throw new OutOfMemoryError("again");
            });
    script.finishedAfter = -1;
    untellable.start(StartGate.opened());
    assertThat(untellable.awaitEnd(Deadline.LONG.toNanos())).isTrue();
    assertThat(script.ends).isEqualTo(1);
  }

  @Test
  void turnBegan_isSetWhileATurnLasts_andZeroWhileTheThreadParks() throws InterruptedException {
    CountDownLatch inTurn = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    script.take =
        now -> {
          inTurn.countDown();
          Deadline.await(goOn);
          return LONG;
        };
    script.finishedAfter = 2;
    assertThat(thread.turnBegan()).isZero();
    thread.start(StartGate.opened());
    Deadline.await(inTurn);
    assertThat(thread.turnBegan()).isNotZero().isEqualTo(script.lastNow);
    goOn.countDown();
    Deadline.await("the park", () -> thread.turnBegan() == 0);
    thread.wake();
    awaitEnd();
    assertThat(thread.turnBegan()).isZero();
  }

  private void awaitEnd() throws InterruptedException {
    assertThat(thread.awaitEnd(Deadline.LONG.toNanos())).isTrue();
  }

  /** Written by the thread, read by the test when a latch or the thread's end says so. */
  private static final class Script implements Turns {

    private LongUnaryOperator take = now -> 0;
    private int finishedAfter;
    private boolean logFails;
    private boolean endFails;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile int turns;
    private volatile int ends;
    private volatile long lastNow;

    @Override
    public boolean isFinished() {
      if (finishedAfter < 0) {
        throw new StackOverflowError("impossible");
      }
      return turns >= finishedAfter;
    }

    @Override
    public long take(long now) {
      turns = turns + 1;
      lastNow = now;
      return take.applyAsLong(now);
    }

    @Override
    public void failed(Throwable thrown, long now) {
      failures.add(thrown);
      if (logFails) {
        throw new LinkageError("The log is broken");
      }
    }

    @Override
    public void end() {
      ends = ends + 1;
      if (endFails) {
        throw new OutOfMemoryError("at the end");
      }
    }
  }
}
