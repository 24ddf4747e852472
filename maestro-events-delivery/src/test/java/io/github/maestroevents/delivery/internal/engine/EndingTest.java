package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.spi.BatchResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The end of a publisher is bounded, whatever holds its delivery thread. */
@Timeout(60)
class EndingTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration INSTANT = Duration.ofNanos(1);
  private static final Duration GRACE = Duration.ofNanos(TimeLimits.CLOSE_GRACE_NANOS);
  private static final Duration INTERRUPT_GRACE =
      Duration.ofNanos(TimeLimits.INTERRUPT_GRACE_NANOS);

  private final FakeClock clock = new FakeClock();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final EngineUnderTest engine = EngineUnderTest.with(sink).clock(clock).start();
  private final DeliveryThread thread =
      new DeliveryThread(
          "ending",
          null,
          engine.loop,
          clock,
          engine.engine.account().log(),
          Duration.ofMillis(1).toNanos(),
          death -> {});

  private long deadLetterNanos;

  private final Ending ending =
      new Ending(
          "test",
          thread,
          engine::stats,
          () -> deadLetterNanos,
          LoggerFactory.getLogger(EndingTest.class),
          clock);

  private final CompletableFuture<DeliveryStats> end = ending.stage().toCompletableFuture();

  @AfterEach
  void letTheThreadGo() throws InterruptedException {
    release.countDown();
    assertThat(thread.awaitEnd(Deadline.LONG.toNanos())).isTrue();
  }

  /** A destination holds the thread inside its call, until it is released. */
  private void hold(boolean obeysInterrupts) {
    sink.then(
        batch -> {
          entered.countDown();
          boolean waits = true;
          while (waits) {
            try {
              release.await();
              waits = false;
            } catch (InterruptedException e) {
              interrupted.countDown();
              waits = !obeysInterrupts;
            }
          }
          return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
        });
    thread.start(StartGate.opened());
    engine.send(event("a", 1));
    clock.advance(EngineUnderTest.LINGER);
    Deadline.await(entered);
    engine.loop.drain(0);
  }

  private void passes(Duration time) {
    clock.advance(time);
    ending.look(0);
  }

  @Test
  void heldThread_isInterrupted_whenTheGraceIsOver_andEndsInOrder() throws InterruptedException {
    hold(/* obeysInterrupts= */ true);
    ending.comesWithin(0);
    passes(GRACE.minus(INSTANT));
    assertThat(interrupted.getCount()).as("not yet").isEqualTo(1);
    passes(INSTANT);
    ending.await();
    assertThat(interrupted.getCount()).isZero();
    assertThat(sink.closed).isEqualTo(1);
  }

  @Test
  void heldThread_isLeftBehind_whenAnInterruptDoesNotHelp() {
    hold(/* obeysInterrupts= */ false);
    ending.comesWithin(0);
    try (LogCapture log = LogCapture.of(EndingTest.class)) {
      passes(GRACE);
      Deadline.await(interrupted);
      passes(INTERRUPT_GRACE.minus(INSTANT));
      assertThat(end).isNotDone();
      passes(INSTANT);
      assertThat(end).isDone();
      assertThat(log.lines())
          .singleElement()
          .satisfies(line -> assertThat(line).contains("left behind"));
    }
  }

  @Test
  void heldThread_hasTheTimeThatDeadLettersNeed() {
    deadLetterNanos = HOUR.toNanos();
    hold(/* obeysInterrupts= */ false);
    ending.comesWithin(0);
    passes(GRACE);
    passes(INTERRUPT_GRACE);
    assertThat(end).isNotDone();
    passes(HOUR);
    assertThat(end).isDone();
  }

  @Test
  void soonerOfTwoEnds_counts() {
    hold(/* obeysInterrupts= */ true);
    ending.comesWithin(HOUR.toNanos());
    ending.comesWithin(0);
    ending.comesWithin(HOUR.toNanos());
    passes(GRACE);
    Deadline.await(interrupted);
  }

  @Test
  void interruptedThread_isLeftBehindInTime_thoughSomebodyClosesAgain() {
    hold(/* obeysInterrupts= */ false);
    ending.comesWithin(0);
    passes(GRACE);
    ending.comesWithin(-HOUR.toNanos());
    ending.look(0);
    assertThat(end).as("the interrupt has its grace").isNotDone();
    passes(INTERRUPT_GRACE);
    assertThat(end).isDone();
  }

  @Test
  void thread_isHeldByNobody_beforeSomebodyCloses() {
    hold(/* obeysInterrupts= */ true);
    passes(HOUR);
    assertThat(interrupted.getCount()).isEqualTo(1);
  }
}
