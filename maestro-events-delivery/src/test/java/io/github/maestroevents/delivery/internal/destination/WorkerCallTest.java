package io.github.maestroevents.delivery.internal.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerCallTest {

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Answers answers = new Answers();
  private final InFlightBatch batch =
      new InFlightBatch(1, List.of(new PendingEvent(0, Events.event("a", 1), "a", null)), false, 0);
  private final WorkerCall call =
      new WorkerCall(event -> calls.incrementAndGet(), batch, answers, done::incrementAndGet);

  @Test
  void call_neverBegins_whenItWasGivenUpBefore_andFreesItsWorker() {
    call.letGo();
    call.run();
    assertThat(calls).hasValue(0);
    assertThat(done).hasValue(1);
    assertThat(answers.isEmpty()).isTrue();
  }

  @Test
  void interrupt_doesNotReachTheNextCallOfTheWorker() {
    WorkerCall interrupted =
        new WorkerCall(
            event -> Thread.currentThread().interrupt(), batch, answers, done::incrementAndGet);
    interrupted.run();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
