package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.delivered;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A destination that answers event by event, of which a part fails or keeps silent. */
class AnswersByEventTest {

  private static final BatchPolicy SINGLE = BatchPolicy.defaults().withMaxEvents(1);

  /** What each event is answered with, by its ordering key; null for silence. */
  private Function<String, DeliveryOutcome> answer = key -> delivered();

  private final List<List<String>> batches = new ArrayList<>();
  private final List<OutcomeSink> sinks = new ArrayList<>();

  private final BatchNotificationPublisher destination =
      new BatchNotificationPublisher() {
        @Override
        public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
          return BatchOutcomes.collect(this, batch);
        }

        @Override
        public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
          batches.add(batch.stream().map(EncodedEvent::orderingKey).toList());
          sinks.add(outcomes);
          for (int i = 0; i < batch.size(); i++) {
            DeliveryOutcome outcome = answer.apply(batch.get(i).orderingKey());
            if (outcome != null) {
              outcomes.report(i, outcome);
            }
          }
        }

        @Override
        public BatchLimits limits() {
          return BatchLimits.ofEvents(1000);
        }
      };

  private EngineUnderTest engine() {
    return EngineUnderTest.with(destination);
  }

  private void silence(String silent) {
    answer = key -> key.equals(silent) ? null : delivered();
  }

  @Test
  void lane_goesOn_whenItsOwnEventIsAnswered_whileItsBatchStillWaits() {
    silence("silent");
    EngineUnderTest engine = engine().start();
    engine.send(event("silent", 1), event("a", 1)).tick();
    engine.turn().send(event("a", 2)).tick().turn();
    assertThat(engine.stats().delivered()).isEqualTo(2);
    assertThat(engine.stats().inFlight()).isEqualTo(1);
  }

  @Test
  void silentPart_holdsUpNobody_howeverManyOfItsBatchesAreOut() {
    silence("silent");
    EngineUnderTest engine =
        engine().batch(SINGLE).inFlight(InFlightPolicy.defaults().withMaxBatches(2)).start();
    for (int i = 0; i < 50; i++) {
      answer = key -> key.startsWith("silent") ? null : delivered();
      engine.send(event("silent" + i, 1), event("a", i)).turn().turn();
    }
    assertThat(engine.stats().delivered()).isEqualTo(50);
    assertThat(engine.stats().inFlight()).isEqualTo(50);
  }

  @Test
  void healthyEvents_flow_whenASilentPartHasComeToHoldAllSlots() {
    EngineUnderTest engine =
        engine().batch(SINGLE).inFlight(InFlightPolicy.defaults().withMaxBatches(2)).start();
    engine.send(event("a", 0)).turn().turn();
    answer = key -> key.startsWith("silent") ? null : delivered();
    engine.send(event("silent0", 1), event("silent1", 1)).turn();
    for (int i = 1; i <= 20; i++) {
      engine.send(event("a", i)).turn();
    }
    assertThat(engine.stats().delivered()).as("before anything is late").isEqualTo(1);
    engine.advance(Duration.ofMillis(25)).turn();
    for (int i = 0; i < 20; i++) {
      engine.turn();
    }
    assertThat(engine.stats().delivered()).isEqualTo(21);
    assertThat(engine.stats().inFlight()).isEqualTo(2);
  }

  @Test
  void partThatAnswersLate_leavesTheCircuitClosed_whenOthersWereAnsweredMeanwhile() {
    answer = key -> key.startsWith("slow") ? null : delivered();
    EngineUnderTest engine =
        engine()
            .batch(SINGLE)
            .circuitBreaker(
                CircuitBreakerPolicy.defaults().withMinCalls(2).withSlowCall(Duration.ofSeconds(1)))
            .start();
    engine.send(event("slow0", 1), event("slow1", 1), event("slow2", 1), event("a", 1)).turn();
    engine.advance(Duration.ofSeconds(2)).turn();
    sinks.subList(0, 3).forEach(sink -> sink.report(0, delivered()));
    engine.turn();
    assertThat(engine.stats().delivered()).isEqualTo(4);
    assertThat(engine.circuit).isEmpty();
  }

  @Test
  void healthyEvents_flow_whileManyKeysAreTriedAgainInVain() {
    answer = key -> key.startsWith("silent") ? retryLater(new IOException("away")) : delivered();
    EngineUnderTest engine =
        engine().batch(SINGLE).inFlight(InFlightPolicy.defaults().withMaxBatches(4)).start();
    for (int i = 0; i < 8; i++) {
      engine.send(event("silent" + i, 1)).turn().turn();
    }
    answer = key -> key.startsWith("silent") ? null : delivered(); // from the first retry on
    engine.advance(Duration.ofSeconds(1)).turn();
    assertThat(engine.stats().inFlight()).as("half of the slots").isEqualTo(2);
    engine.send(event("a", 1)).turn().turn();
    assertThat(engine.stats().delivered()).isEqualTo(1);
  }

  @Test
  void silentDestination_getsNoMoreBatchesThanItsSlots() {
    answer = key -> null;
    EngineUnderTest engine =
        engine().batch(SINGLE).inFlight(InFlightPolicy.defaults().withMaxBatches(2)).start();
    for (int i = 0; i < 10; i++) {
      engine.send(event("k" + i, 1)).turn();
    }
    assertThat(batches).hasSize(2);
  }

  @Test
  void eventsOfAPartInTrouble_areGivenUpBeyondTheirShare_andTheOthersFlow() {
    answer =
        key ->
            key.startsWith("bad") ? retryLater(new IOException("no topic")).ofEvent() : delivered();
    EngineUnderTest engine =
        engine().batch(SINGLE).inFlight(InFlightPolicy.defaults().withMaxEvents(16)).start();
    for (int i = 0; i < 200; i++) {
      engine.send(event("good", i), event("bad" + i, 1)).turn().turn();
    }
    assertThat(engine.stats().delivered()).isEqualTo(200);
    assertThat(engine.stats().dropped()).isZero();
    assertThat(engine.stats().undelivered()).isLessThanOrEqualTo(9);
    assertThat(engine.deadLetters)
        .isNotEmpty()
        .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.CROWDED_OUT));
  }

  @Test
  void nothingIsCrowdedOut_whenTheWholeDestinationFails() {
    answer = key -> retryLater(new IOException("down"));
    EngineUnderTest engine =
        engine().batch(SINGLE).inFlight(InFlightPolicy.defaults().withMaxEvents(16)).start();
    for (int i = 0; i < 100; i++) {
      engine.send(event("k" + i, 1)).turn().turn();
    }
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().undelivered()).isEqualTo(100);
  }

  @Test
  void nothingIsCrowdedOut_withAJournal() {
    answer =
        key ->
            key.startsWith("bad") ? retryLater(new IOException("no topic")).ofEvent() : delivered();
    EngineUnderTest engine =
        engine()
            .batch(SINGLE)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(8))
            .journal(new FakeJournal(), JournalPolicy.defaults())
            .start();
    for (int i = 0; i < 20; i++) {
      engine.send(event("good", i), event("bad" + i, 1)).both();
    }
    assertThat(engine.deadLetters).isEmpty();
  }

  @Test
  void circuit_countsEvents_andOnlyWhatIsTheDestinationsFault() {
    EngineUnderTest engine = engine().circuitBreaker(CircuitBreakerPolicy.defaults()).start();
    answer = key -> key.equals("k0") ? retryLater(new IOException("down")) : delivered();
    for (int i = 0; i < 100; i++) {
      for (int k = 0; k < 10; k++) {
        engine.send(event("k" + k, i));
      }
      engine.tick().turn();
    }
    assertThat(engine.circuit).as("one in ten fails").isEmpty();

    answer = key -> retryLater(new IOException("no grant")).ofEvent();
    for (int i = 0; i < 30; i++) {
      engine.send(event("e" + i, i)).tick().turn();
    }
    assertThat(engine.circuit).as("the events' own fault").isEmpty();

    answer = key -> retryLater(new IOException("down"));
    for (int i = 0; i < 30; i++) {
      engine.send(event("d" + i, i)).tick().turn();
    }
    assertThat(engine.circuit).first().isEqualTo(CircuitState.OPEN);
  }

  @Test
  void circuit_staysClosed_howeverOftenAPartIsTriedInVain_whileOthersAreDelivered() {
    EngineUnderTest engine =
        engine()
            .retry(RetryPolicy.unlimited().withMaxDelay(Duration.ofMillis(100)))
            .circuitBreaker(CircuitBreakerPolicy.defaults())
            .start();
    answer = key -> key.startsWith("bad") ? retryLater(new IOException("down")) : delivered();
    for (int i = 0; i < 2_000; i++) {
      if (i < 20) {
        engine.send(event("bad" + i, 1), event("a", 2 * i), event("b", i));
      }
      engine.send(event("good" + i, 1)).advance(Duration.ofMillis(20)).turn();
    }
    assertThat(engine.stats().retried()).as("attempts in vain").isGreaterThan(4_000);
    assertThat(engine.circuit).isEmpty();
  }

  @Test
  void openFor_doubles_withEachProbeThatFails() {
    answer = key -> retryLater(new IOException("down"));
    EngineUnderTest engine =
        engine()
            .circuitBreaker(
                CircuitBreakerPolicy.defaults()
                    .withWindow(1, 1)
                    .withOpenFor(Duration.ofSeconds(5))
                    .withMaxOpenFor(Duration.ofSeconds(15)))
            .start();
    engine.send(event("a", 1)).tick().turn();
    for (Duration open : List.of(5, 10, 15, 15).stream().map(Duration::ofSeconds).toList()) {
      assertThat(engine.stats().circuit()).isEqualTo(CircuitState.OPEN);
      engine.advance(open.minusMillis(1)).turn();
      assertThat(engine.stats().circuit()).as("before %s", open).isEqualTo(CircuitState.OPEN);
      engine.advance(Duration.ofMillis(1)).turn().tick().turn();
    }
  }

  @Test
  void lateAnswer_changesNothing_andABatchThatIsGivenUpIsLetGo() {
    answer = key -> null;
    EngineUnderTest engine = engine().start();
    CompletableFuture<DeliveryOutcome> outcome = engine.submit(event("a", 1));
    engine.tick();
    OutcomeSink first = sinks.get(0);
    answer = key -> delivered();
    engine.advance(EngineUnderTest.TIMEOUT).turn();
    first.report(0, DeliveryOutcome.rejected(new IOException("too late")));
    engine.runUntilSettled();
    assertThat(outcome).isCompletedWithValue(delivered());
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().retriedInDoubt()).isEqualTo(1);
  }

  @Test
  void batch_isSettledWhole_whateverIsThrownMeanwhile() {
    answer =
        key ->
            DeliveryOutcome.rejected(
                new IOException() {
                  @Override
                  public String getMessage() {
                    throw new AssertionError("a message that cannot be read");
                  }
                });
    EngineUnderTest engine =
        engine()
            .handler(
                letter -> {
                  throw new StackOverflowError("a handler that fails");
                })
            .start();
    List<CompletableFuture<DeliveryOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      outcomes.add(engine.submit(event("k" + i, 1)));
    }
    engine.tick().turn();
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isDone());
    assertThat(engine.stats().deadLettered()).isEqualTo(15);
  }

  @Test
  void turn_endsInTime_whenEachHandOverTakesLong_andCollectsAnswers() {
    FakeClock clock = new FakeClock();
    answer =
        key -> {
          clock.advance(Duration.ofMillis(40)); // as long as a call of a slow sink takes
          return delivered();
        };
    EngineUnderTest engine = engine().clock(clock).batch(SINGLE).start();
    for (int i = 0; i < 100; i++) {
      engine.send(event("k" + i, 1));
    }
    engine.turn();
    assertThat(batches).hasSizeLessThanOrEqualTo(2);
    engine.runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(100);
  }

  @Test
  void close_withAJournal_endsWithoutWaiting_whenTheDestinationIsAway() {
    answer = key -> null;
    EngineUnderTest engine = engine().journal(new FakeJournal(), JournalPolicy.defaults()).start();
    engine.send(event("a", 1)).both().tick();
    engine.intake.close();
    engine.loop.drain(Duration.ofHours(1).toNanos());
    for (int i = 0; i < 20 && !engine.loop.isFinished(); i++) {
      engine.advance(Duration.ofMillis(200)).both();
    }
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.stats().journaled()).isEqualTo(1);
  }
}
