package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Threads that were started and may not begin yet. */
class StartGateTest {

  private final StartGate gate = new StartGate();
  private final AtomicReference<Boolean> let = new AtomicReference<>();
  private final Thread thread = new Thread(() -> let.set(gate.lets()));

  @Test
  void thread_begins_whenTheGateOpens_evenIfItIsInterruptedBefore() {
    thread.start();
    thread.interrupt();
    gate.open();
    Deadline.await("told", () -> let.get() != null);
    assertThat(let).hasValue(true);
  }

  @Test
  void thread_doesNotBegin_whenTheGateIsShut() {
    thread.start();
    gate.shut();
    Deadline.await("told", () -> let.get() != null);
    assertThat(let).hasValue(false);
  }
}
