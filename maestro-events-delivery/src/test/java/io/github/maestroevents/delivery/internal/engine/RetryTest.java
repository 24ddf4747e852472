package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.delivered;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final IOException DOWN = new IOException("down");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @Test
  void event_isTriedAgain_whenItsDelayIsOver() {
    publisher.thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn().turn();
    assertThat(engine.stats().waiting()).isEqualTo(1);
    assertThat(engine.stats().retried()).isEqualTo(1);

    engine.advance(SECOND.minusNanos(1)).turn();
    assertThat(publisher.batches).hasSize(1);

    engine.advance(Duration.ofMillis(5)).turn().turn();
    assertThat(publisher.batches).hasSize(2);
    assertThat(engine.stats().delivered()).isEqualTo(1);
  }

  @Test
  void retry_carriesTheSameBytesAndId() {
    publisher.thenAll(retryLater(DOWN));
    EngineUnderTest.with(publisher).start().send(event("a", 1)).runUntilSettled();
    EncodedEvent first = publisher.batches.get(0).get(0);
    EncodedEvent second = publisher.batches.get(1).get(0);
    assertThat(second).isSameAs(first);
  }

  @Test
  void laterEventsOfAKey_waitBehindOneInDoubt_otherKeysFlowOn() {
    publisher.thenOutcomes(retryLater(DOWN, SECOND), retryLater(DOWN, SECOND), delivered());
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("a", 2), event("b", 1)).turn().turn();
    engine.send(event("a", 3), event("b", 2)).tick().turn();
    assertThat(publisher.keys()).containsExactly(List.of("a", "a", "b"), List.of("b"));

    engine.runUntilSettled();
    assertThat(namesOf("a")).containsExactly("a/1", "a/2", "a/1", "a/2", "a/3");
  }

  @Test
  void eventInDoubt_travelsWithoutItsSuccessors() {
    publisher.thenAll(retryLater(DOWN, SECOND)).thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("a", 2), event("a", 3)).turn().turn();
    engine.advance(SECOND).turn().turn();
    assertThat(publisher.sizes()).containsExactly(3, 1);
    engine.runUntilSettled();
    assertThat(namesOf("a")).containsExactly("a/1", "a/2", "a/3", "a/1", "a/1", "a/2", "a/3");
  }

  @Test
  void delayOfTheDestination_holdsForEveryEventOfALane() {
    publisher.thenOutcomes(
        retryLater(DOWN, Duration.ofMillis(100)), retryLater(DOWN, Duration.ofMinutes(1)));
    publisher.thenAll(retryLater(DOWN, Duration.ofMillis(100))).thenAll(delivered());
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("a", 2)).turn().turn();
    engine.advance(Duration.ofMillis(100)).turn().turn();
    engine.advance(Duration.ofMillis(100)).turn().turn();
    assertThat(publisher.sizes()).containsExactly(2, 1, 1, 1);
  }

  @Test
  void lane_goesOnInBatches_whenItsEventInDoubtIsDelivered() {
    publisher.thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    for (int i = 0; i < 50; i++) {
      engine.send(event("a", i));
    }
    engine.turn().turn().advance(SECOND).turn().turn().turn();
    assertThat(publisher.sizes()).containsExactly(50, 1, 49);
    assertThat(engine.stats().delivered()).isEqualTo(50);
  }

  @Test
  void eventsThatWaitedBehindABatch_doNotLingerToo() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn();
    engine.send(event("a", 2)).advance(Duration.ofMillis(1)).turn();
    publisher.open.remove().complete(io.github.maestroevents.spi.BatchResult.allDelivered(1));
    engine.turn();
    assertThat(publisher.sizes()).containsExactly(1, 1);
  }

  @Test
  void event_isDeadLettered_whenItsAttemptsAreUsedUp_andItsLaneGoesOn() {
    publisher.thenAll(retryLater(DOWN)).thenAll(retryLater(DOWN)).thenAll(retryLater(DOWN));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).retry(RetryPolicy.defaults().withMaxAttempts(3)).start();
    engine.send(event("a", 1)).turn();
    engine.send(event("a", 2)).runUntilSettled();
    assertThat(engine.deadLetters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.RETRIES_EXHAUSTED);
              assertThat(letter.attempts()).isEqualTo(3);
              assertThat(letter.cause()).isSameAs(DOWN);
              assertThat(letter.firstAttempt()).isNotNull();
              assertThat(Events.name(letter.event())).isEqualTo("a/1");
            });
    assertThat(engine.stats().delivered()).isEqualTo(1);
  }

  @Test
  void event_isDeadLettered_whenItWouldGrowTooOld_afterALastAttemptAtThatAge() {
    publisher
        .thenAll(retryLater(DOWN, SECOND))
        .thenAll(retryLater(DOWN, SECOND))
        .thenAll(retryLater(DOWN, SECOND));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .retry(RetryPolicy.defaults().withMaxAge(Duration.ofMillis(1500)))
            .start();
    engine.send(event("a", 1)).runUntilSettled();
    assertThat(publisher.batches).hasSize(3);
    assertThat(engine.deadLetters.get(0).attempts()).isEqualTo(3);
  }

  @Test
  void rejectedEvent_isDeadLetteredAtOnce_andItsLaneGoesOn() {
    publisher.thenOutcomes(rejected(DOWN), delivered());
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("a", 2)).runUntilSettled();
    assertThat(engine.deadLetters)
        .singleElement()
        .satisfies(l -> assertThat(l.reason()).isEqualTo(DeadLetter.Reason.REJECTED));
    assertThat(engine.stats().delivered()).isEqualTo(1);
    assertThat(publisher.batches).hasSize(1);
  }

  @Test
  void causeThatCannotBePrinted_doesNotStopTheEngine() {
    IOException hostile =
        new IOException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("hostile");
          }
        };
    publisher.thenAll(rejected(hostile)).thenAll(retryLater(hostile));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .handler(
                letter -> {
                  throw new IllegalStateException(letter.toString(), letter.cause());
                })
            .start();
    engine.send(event("a", 1), event("b", 1), event("c", 1)).runUntilSettled();
    engine.send(event("a", 2)).runUntilSettled();
    assertThat(engine.stats().deadLettered()).isEqualTo(3);
    assertThat(engine.stats().delivered()).isEqualTo(1);
  }

  @Test
  void deadLetterHandler_thatThrows_doesNotStopTheEngine() {
    publisher.thenOutcomes(rejected(DOWN));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .handler(
                letter -> {
                  throw new StackOverflowError();
                })
            .start();
    engine.send(event("a", 1)).runUntilSettled();
    engine.send(event("a", 2)).runUntilSettled();
    assertThat(engine.stats().deadLettered()).isEqualTo(1);
    assertThat(engine.stats().delivered()).isEqualTo(1);
  }

  private List<String> namesOf(String key) {
    return publisher.batches.stream()
        .flatMap(List::stream)
        .filter(e -> e.orderingKey().equals(key))
        .map(Events::name)
        .toList();
  }
}
