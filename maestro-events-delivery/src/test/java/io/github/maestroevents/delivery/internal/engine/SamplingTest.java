package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.GuardedMetrics;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.account.Moment;
import io.github.maestroevents.delivery.internal.account.Waiting;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SamplingTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Ledger ledger = new Ledger();
  private final Intake intake = new Intake(8, false, "test");
  private final CountingMetrics metrics = new CountingMetrics();
  private final Sampling sampling =
      new Sampling(
          () ->
              ledger.stats(
                  intake,
                  new Moment(
                      0,
                      Instant.EPOCH,
                      CircuitState.CLOSED,
                      null,
                      false,
                      null,
                      null,
                      false,
                      null,
                      null,
                      JournalStats.EMPTY)),
          ledger::lost,
          new GuardedMetrics(
              metrics, "test", LoggerFactory.getLogger(SamplingTest.class), new FakeClock()),
          new DeliveryLog(SafeLogger.of(SamplingTest.class), "test"),
          0);

  @Test
  void imbalance_isToldAndLogged_onceAMinute_whileItLasts() {
    loseAnEvent();
    try (LogCapture log = LogCapture.of(SamplingTest.class)) {
      for (int second = 0; second < 150; second++) {
        sampling.run(second * SECOND);
      }
      assertThat(metrics.samples).hasSize(150);
      assertThat(metrics.imbalances).hasSize(2);
      assertThat(log.lines()).hasSize(2).allMatch(line -> line.contains("do not balance"));
    }
  }

  @Test
  void nothing_isSaid_whenTheBooksBalance() {
    for (int second = 0; second < 150; second++) {
      sampling.run(second * SECOND);
    }
    assertThat(metrics.imbalances).isEmpty();
  }

  /** Counted out of the queue, and nowhere since. */
  private void loseAnEvent() {
    var offer = intake.offer(event("a", 1));
    assertThat(offer).isEqualTo(Intake.Offer.ACCEPTED);
    Object taken = intake.take();
    ledger.takenUp(new PendingEvent(1, taken, "a", null));
    ledger.publish(Waiting.NOTHING);
  }
}
