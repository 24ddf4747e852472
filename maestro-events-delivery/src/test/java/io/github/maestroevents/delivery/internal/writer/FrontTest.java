package io.github.maestroevents.delivery.internal.writer;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.EngineUnderTest;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands between the queue and the journal. */
class FrontTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final FakeJournal journal = new FakeJournal();

  private EngineUnderTest engine(EventFilter filter, int held) {
    return EngineUnderTest.with(publisher)
        .acceptance(AcceptancePolicy.journaled())
        .filter(filter)
        .inFlight(InFlightPolicy.defaults().withMaxEvents(held))
        .journal(journal, JournalPolicy.defaults().withMaxBatch(2, 1 << 20))
        .start();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void queue_isReleased_whileAFilterHangs() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    EngineUnderTest engine =
        engine(
            event -> {
              entered.countDown();
              Deadline.await(hangs);
              return true;
            },
            64);
    engine.send(event("a", 1), event("a", 2));
    Thread journalThread = new Thread(engine::journalTurn, "hangs");
    journalThread.start();
    Deadline.await(entered);

    engine.front().release(); // and does not wait for the filter

    hangs.countDown();
    journalThread.join();
    assertThat(engine.intake.size()).as("left alone").isEqualTo(1);
  }

  @Test
  void eventsThatAreFiltered_areBounded_whileTheDeliveryThreadIsHeld() {
    EngineUnderTest engine = engine(event -> false, 4);
    for (int number = 0; number < 100; number++) {
      engine.send(event("a", number));
    }
    for (int turn = 0; turn < 100; turn++) {
      engine.journalTurn();
    }
    assertThat(engine.desk().unprocessed()).isBetween(4, 8);

    engine.runUntilSettled();
    assertThat(engine.stats().filtered()).isEqualTo(100);
  }
}
