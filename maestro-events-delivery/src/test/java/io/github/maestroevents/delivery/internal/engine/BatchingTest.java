package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchingTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @Test
  void partialBatch_goes_whenItHasLingered() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start().turn();
    engine.send(event("a", 1), event("b", 1)).turn();
    assertThat(publisher.batches).isEmpty();

    engine.tick();
    assertThat(publisher.sizes()).containsExactly(2);
  }

  @Test
  void fullBatch_goesAtOnce() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .batch(BatchPolicy.defaults().withMaxEvents(2))
            .start()
            .turn();
    engine.send(event("a", 1), event("b", 1), event("c", 1)).turn();
    assertThat(publisher.sizes()).containsExactly(2);

    engine.tick();
    assertThat(publisher.sizes()).containsExactly(2, 1);
  }

  @Test
  void batch_isCut_byTheBytesOfThePolicy() {
    long bytes = sizeOfOne();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .batch(BatchPolicy.defaults().withMaxBytes(2 * bytes))
            .start();
    engine.send(event("a", 1), event("b", 1), event("c", 1)).turn();
    assertThat(publisher.sizes()).containsExactly(2, 1);
  }

  @Test
  void batch_isCut_byTheLimitsOfTheDestination() {
    publisher.limits(BatchLimits.ofEvents(3));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    for (int i = 0; i < 7; i++) {
      engine.send(event("k" + i, i));
    }
    engine.turn();
    assertThat(publisher.sizes()).containsExactly(3, 3, 1);
  }

  @Test
  void batch_holdsOneEventOfAKey_whenTheDestinationTakesNoMore() {
    publisher.limits(BatchLimits.ofEvents(3).withMaxEventsPerKey(1)).hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("a", 2), event("a", 3), event("b", 1), event("c", 1)).turn();
    assertThat(publisher.keys()).containsExactly(List.of("a", "b", "c"));

    publisher.open.remove().complete(BatchResult.allDelivered(3));
    engine.tick();
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.tick();
    assertThat(publisher.keys())
        .containsExactly(List.of("a", "b", "c"), List.of("a"), List.of("a"));
  }

  @Test
  void longLane_isNoFullBatch_whenTheDestinationTakesOneEventOfAKey() {
    publisher.limits(BatchLimits.ofEvents(3).withMaxEventsPerKey(1));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start().turn();
    engine.send(event("a", 1), event("a", 2), event("a", 3), event("b", 1)).turn();
    assertThat(publisher.batches).isEmpty();

    engine.send(event("c", 1)).turn();
    assertThat(publisher.keys()).first().isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void batch_holdsAsManyOfAKeyAsTheDestinationTakes_inOrder() {
    publisher.limits(BatchLimits.ofEvents(4).withMaxEventsPerKey(2)).hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("a", 2), event("a", 3), event("b", 1), event("b", 2)).turn();
    assertThat(publisher.keys()).containsExactly(List.of("a", "a", "b", "b"));
  }

  @Test
  void event_goesAlone_whenItIsLargerThanTheBytesOfThePolicy() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).batch(BatchPolicy.defaults().withMaxBytes(1)).start();
    engine.send(event("a", 1), event("b", 1)).turn();
    assertThat(publisher.sizes()).containsExactly(1, 1);
  }

  @Test
  void event_isDeadLettered_whenItIsLargerThanTheDestinationAccepts() {
    publisher.limits(new BatchLimits(10, 1000, 1));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn();
    assertThat(publisher.batches).isEmpty();
    assertThat(engine.deadLetters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.TOO_LARGE);
              assertThat(letter.attempts()).isZero();
              assertThat(letter.cause()).hasMessageContaining("at most 1");
            });
  }

  @Test
  void laneInFlight_holdsItsLaterEventsBack_otherLanesGo() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn();
    engine.send(event("a", 2), event("b", 1)).tick();
    assertThat(publisher.keys()).containsExactly(List.of("a"), List.of("b"));
    assertThat(engine.stats().waiting()).isEqualTo(1);

    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.tick();
    assertThat(publisher.keys()).hasSize(3);
    assertThat(publisher.keys().get(2)).containsExactly("a");
  }

  @Test
  void batchesInFlight_areBounded() {
    publisher.hold();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .batch(BatchPolicy.defaults().withMaxEvents(1))
            .inFlight(InFlightPolicy.defaults().withMaxBatches(2))
            .start();
    engine.send(event("a", 1), event("b", 1), event("c", 1)).turn();
    assertThat(publisher.batches).hasSize(2);

    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(publisher.batches).hasSize(3);
  }

  @Test
  void eventsOutsideTheQueue_areBounded() {
    publisher.hold();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(3))
            .start();
    for (int i = 0; i < 10; i++) {
      engine.send(event("a", i));
    }
    engine.turn().tick();
    assertThat(engine.stats().queued()).isEqualTo(7);
    assertThat(engine.stats().inFlight() + engine.stats().waiting()).isEqualTo(3);
  }

  @Test
  void nextTurn_isDueWithinTheLinger() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start().turn();
    assertThat(engine.untilNextTurn()).isEqualTo(EngineUnderTest.LINGER);
    engine.advance(Duration.ofMillis(2)).turn();
    assertThat(engine.untilNextTurn()).isEqualTo(Duration.ofMillis(3));
  }

  private static long sizeOfOne() {
    return io.github.maestroevents.spi.EncodedEvent.of(event("a", 1)).sizeBytes();
  }
}
