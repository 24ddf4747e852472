package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.delivered;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final IOException DOWN = new IOException("down");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @Test
  void latency_countsFromTheTurnThatTookTheEventUp_retriesIncluded() {
    publisher.thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn().turn().advance(SECOND).turn().turn();
    assertThat(engine.counted.latenciesNanos).hasSize(1);
    assertThat(engine.counted.latenciesNanos.get(0))
        .isBetween(SECOND.toNanos(), SECOND.plusMillis(100).toNanos());
  }

  @Test
  void latency_ofAnEventFromAnEarlierRun_countsFromItsAcceptanceThen() {
    FakeJournal journal = new FakeJournal();
    Instant twoHoursAgo = new FakeClock().now().minus(Duration.ofHours(2));
    journal.append(List.of(new JournalEntry(1, twoHoursAgo, EncodedEvent.of(event("a", 1)))));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).journal(journal, JournalPolicy.defaults()).start();
    engine.runUntilSettled();
    assertThat(engine.counted.latenciesNanos)
        .singleElement()
        .satisfies(
            nanos -> assertThat(nanos).isGreaterThanOrEqualTo(Duration.ofHours(2).toNanos()));
  }

  @Test
  void type_isUnknown_forAnEventOfTheHost() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine
        .send(event("a", 1), HostEvent.builder("com.example.order", "order-1").json("{}").build())
        .runUntilSettled();
    assertThat(engine.counted.types)
        .containsExactlyInAnyOrder(EventType.STEP_INSTANCE_STATUS_CHANGE_EVENT, EventType.UNKNOWN);
  }

  @Test
  void attempt_tellsWhatCameOfEachBatch_withTheFailureOfOne() {
    publisher.thenOutcomes(delivered(), retryLater(DOWN, SECOND).ofEvent(), rejected(DOWN));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("b", 1), event("c", 1)).turn().turn();
    DeliveryAttempt attempt = engine.counted.attempts.get(0);
    assertThat(attempt.events()).isEqualTo(3);
    assertThat(attempt.delivered()).isEqualTo(1);
    assertThat(attempt.failed()).isEqualTo(1);
    assertThat(attempt.rejected()).isEqualTo(1);
    assertThat(attempt.failure()).isSameAs(DOWN);
    assertThat(attempt.bytes()).isPositive();
    assertThat(engine.counted.faults).containsExactly(Fault.EVENT);
  }

  @Test
  void attempt_lastsUntilTheAnswer() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn().turn().advance(SECOND);
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.counted.attempts)
        .singleElement()
        .satisfies(
            attempt ->
                assertThat(attempt.durationNanos()).isGreaterThanOrEqualTo(SECOND.toNanos()));
  }

  @Test
  void sample_comesOnceASecond_howeverManyTurnsThereAre() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    for (int turn = 0; turn < 500; turn++) {
      engine.turn().advance(Duration.ofMillis(10));
    }
    assertThat(engine.counted.samples).hasSize(5);
  }

  @Test
  void problem_isTold_asItIsLogged_withoutAPayload() {
    publisher.thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn().turn();
    assertThat(engine.counted.problems)
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .startsWith("Destination 'test' failed 1 delivery attempt(s)")
                    .contains("IOException: down")
                    .doesNotContain("a/1"));
  }

  @Test
  void circuit_isToldToMetricsAndListener_withTheTimeOfItsChange() {
    publisher.thenAll(retryLater(DOWN, SECOND)).thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .circuitBreaker(CircuitBreakerPolicy.defaults().withMinCalls(1))
            .start();
    assertThat(engine.stats().circuitSince()).isNull();
    engine.send(event("a", 1)).turn().turn();
    assertThat(engine.counted.circuit).containsExactly("CLOSED OPEN");
    assertThat(engine.circuit).containsExactly(CircuitState.OPEN);
    assertThat(engine.stats().circuitSince()).isEqualTo(engine.clock.now());
    engine.advance(SECOND);
    assertThat(engine.stats().circuitSince()).isEqualTo(engine.clock.now().minus(SECOND));
  }

  @Test
  void oldestInMemory_isTheEventTakenUpFirst_untilItDeparts() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    assertThat(engine.stats().oldestInMemory()).isNull();
    engine.send(event("a", 1)).turn().turn();
    var first = engine.stats().oldestInMemory();
    assertThat(first).isNotNull();
    engine.advance(SECOND).send(event("b", 1)).turn().tick();
    assertThat(engine.stats().oldestInMemory()).isEqualTo(first);

    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.stats().oldestInMemory()).isAfterOrEqualTo(first.plus(SECOND));

    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.stats().oldestInMemory()).isNull();
    assertThat(engine.stats().oldestUndelivered()).isNull();
  }

  @Test
  void oldestInMemory_isTheNext_whenOneInTheMiddleDeparts() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    for (String key : new String[] {"a", "b", "c"}) {
      engine.send(event(key, 1)).turn().tick().advance(SECOND);
    }
    assertThat(publisher.open).hasSize(3);
    publisher.open.stream().skip(1).findFirst().orElseThrow().complete(BatchResult.allDelivered(1));
    var first = engine.turn().stats().oldestInMemory();
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.stats().oldestInMemory()).isAfterOrEqualTo(first.plus(SECOND).plus(SECOND));
  }

  @Test
  void waiting_saysWhy_behindInFlight_orBackingOff_andUntilWhen() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn().tick().send(event("a", 2), event("a", 3)).turn();
    assertThat(engine.stats().behindInFlight()).isEqualTo(2);
    assertThat(engine.stats().backingOff()).isZero();
    assertThat(engine.stats().nextRetry()).isNull();

    publisher.open.remove().complete(BatchResult.all(1, retryLater(DOWN, SECOND)));
    engine.turn();
    DeliveryStats stats = engine.stats();
    assertThat(stats.behindInFlight()).isZero();
    assertThat(stats.backingOff()).isEqualTo(3);
    assertThat(stats.nextRetry()).isBetween(engine.clock.now(), engine.clock.now().plus(SECOND));

    engine.send(event("a", 4)).turn();
    assertThat(engine.stats().backingOff()).isEqualTo(4);
    engine.advance(SECOND).turn();
    assertThat(engine.stats().backingOff()).isZero();
    assertThat(engine.stats().behindInFlight()).isEqualTo(3);
  }

  @Test
  void drop_isTimed() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).queue(QueuePolicy.defaults().withCapacity(2)).start();
    assertThat(engine.stats().lastDrop()).isNull();
    engine.send(event("a", 1), event("a", 2), event("a", 3)).turn();
    assertThat(engine.stats().dropped()).isEqualTo(1);
    assertThat(engine.stats().droppedByJournal()).isZero();
    assertThat(engine.stats().lastDrop()).isEqualTo(engine.clock.now());
    assertThat(engine.stats().successRatio()).isLessThan(1);
  }

  @Test
  void engine_goesOn_andLogsOnceAMinute_whenMetricsThrowErrors() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .metrics(
                new DeliveryMetrics() {
                  @Override
                  public void delivered(EventType type, long latencyNanos) {
                    throw new LinkageError("broken meters");
                  }

                  @Override
                  public void sampled(DeliveryStats stats) {
                    throw new OutOfMemoryError("broken meters");
                  }

                  @Override
                  public void problem(String text) {
                    throw new StackOverflowError("broken meters");
                  }
                })
            .start();
    publisher.thenAll(retryLater(DOWN, SECOND));
    for (int i = 0; i < 20; i++) {
      engine.send(event("a", i));
    }
    engine.runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(20);
  }

  @Test
  void latencyAndAge_countFromTheQueue_whenMemoryIsFull() {
    publisher.hold();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(2))
            .start();
    for (int i = 0; i < 6; i++) {
      engine.send(event("k" + i, 1));
    }
    engine.turn();
    Instant arrived = engine.clock.now();
    engine.tick().advance(Duration.ofSeconds(6)).turn();
    while (!publisher.open.isEmpty()) {
      int open = publisher.batches.get(publisher.batches.size() - publisher.open.size()).size();
      publisher.open.remove().complete(BatchResult.allDelivered(open));
      engine.turn();
      if (engine.stats().queued() > 0) {
        assertThat(engine.stats().oldestInMemory()).isEqualTo(arrived);
      }
      engine.tick();
    }
    assertThat(engine.counted.latenciesNanos)
        .hasSize(6)
        .allMatch(nanos -> nanos >= Duration.ofSeconds(6).toNanos());
  }

  @Test
  void queuedEvent_isAsOldAsTheTurnThatSawIt_inAPause() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher.hold())
            .inFlight(InFlightPolicy.defaults().withMaxEvents(1))
            .start();
    engine.send(event("a", 1)).turn().tick();
    engine.advance(SECOND).send(event("b", 1)).turn();
    Instant seen = engine.clock.now();
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.advance(SECOND);
    assertThat(engine.turn().stats().oldestInMemory()).isEqualTo(seen);
  }

  @Test
  void loss_isTimedToASecond() {
    publisher.thenAll(rejected(DOWN));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.turn();
    assertThat(engine.stats().lastLoss()).isNull();
    engine.send(event("a", 1)).turn().tick().turn().advance(SECOND).turn();
    assertThat(engine.stats().deadLettered()).isEqualTo(1);
    assertThat(engine.stats().lastLoss()).isEqualTo(engine.clock.now());
  }
}
