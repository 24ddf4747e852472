package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the watch does when a turn of the delivery thread does not end. */
@Timeout(60)
class HeldThreadTest {

  private static final long LASTED = TimeUnit.SECONDS.toNanos(6);

  private final EngineUnderTest engine =
      EngineUnderTest.with(new FakeBatchPublisher()).queue(QueuePolicy.defaults().withCapacity(2));

  private void held() {
    engine.engine.held(true, LASTED, LASTED);
  }

  @Test
  void circuitCountsAsOpen_untilTheNextTurn() {
    engine.start();
    held();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.OPEN);
    assertThat(engine.engine.admitsSender()).isFalse();
    assertThat(engine.circuit).containsExactly(CircuitState.OPEN);

    engine.turn();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(engine.circuit).containsExactly(CircuitState.OPEN, CircuitState.CLOSED);
  }

  @Test
  void drops_areTold_thoughNoTurnEnds() {
    engine.start().send(event("a", 1), event("a", 2), event("a", 3), event("a", 4));
    held();
    assertThat(engine.drops).containsExactly(2L);
    engine.turn();
    assertThat(engine.drops).as("each once").containsExactly(2L);
  }

  /** The race: what holds the thread is the very listener that the watch would tell. */
  @Test
  void watch_goesOn_whenTheDropListenerHangs() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<Long> told = new CopyOnWriteArrayList<>();
    engine
        .dropListener(
            (newly, all) -> {
              told.add(newly);
              entered.countDown();
              Deadline.await(release);
            })
        .start();
    engine.send(event("a", 1), event("a", 2), event("a", 3));
    Thread delivery = new Thread(() -> engine.loop.runOnce(0));
    delivery.start();
    Deadline.await(entered);

    held(); // does not wait for the listener
    assertThat(delivery.isAlive()).as("the listener hangs still").isTrue();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.OPEN);
    assertThat(told).containsExactly(1L);

    release.countDown();
    delivery.join();
  }
}
