package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The end of an engine, turn by turn. */
class DrainTest {

  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @Test
  void drain_sendsWhatIsLeft_withoutLingering() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start().turn();
    engine.send(event("a", 1), event("a", 2));
    engine.loop.drain(DRAIN.toNanos());
    engine.turn().turn();
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.stats().delivered()).isEqualTo(2);
  }

  @Test
  void drain_ends_whenItsTimeIsOver_andTheRestIsDeadLettered() {
    publisher.hold();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(2))
            .start();
    engine.send(event("a", 1), event("a", 2), event("a", 3)).turn();
    engine.loop.drain(DRAIN.toNanos());
    engine.turn().advance(DRAIN.minusNanos(1)).turn();
    assertThat(engine.loop.isFinished()).isFalse();

    engine.advance(Duration.ofNanos(1)).turn();
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.deadLetters)
        .extracting(DeadLetter::reason)
        .containsOnly(DeadLetter.Reason.CLOSED);
    assertThat(engine.deadLetters)
        .extracting(letter -> Events.name(letter.event()))
        .containsExactly("a/1", "a/2", "a/3");
    assertThat(engine.deadLetters).extracting(DeadLetter::attempts).containsExactly(1, 1, 0);
    assertThat(engine.stats().undelivered()).isZero();
  }

  @Test
  void nothingIsDispatched_inTheTurnThatGivesUp() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start().turn();
    engine.send(event("a", 1), event("b", 1));
    engine.loop.drain(0);
    engine.turn();
    assertThat(publisher.batches).isEmpty();
    assertThat(engine.deadLetters).extracting(DeadLetter::attempts).containsExactly(0, 0);
  }

  @Test
  void batchAnsweredInTheLastTurn_isSettledByItsAnswer() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn();
    engine.loop.drain(DRAIN.toNanos());
    engine.turn().advance(DRAIN);
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.stats().delivered()).isEqualTo(1);
    assertThat(engine.deadLetters).isEmpty();
  }

  @Test
  void eventWaitingForARetry_isDeadLettered_whenTheDrainEnds() {
    publisher.thenAll(DeliveryOutcome.retryLater(new IOException("down"), Duration.ofHours(1)));
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .retry(RetryPolicy.defaults().withMaxAge(Duration.ofHours(2)))
            .start();
    engine.send(event("a", 1)).turn().turn();
    engine.loop.drain(DRAIN.toNanos());
    engine.turn().advance(DRAIN).turn();
    assertThat(engine.deadLetters).hasSize(1);
    assertThat(engine.deadLetters.get(0).attempts()).isEqualTo(1);
  }

  @Test
  void terminate_closesThePublisher_evenIfThatFails() {
    publisher.failureOfClose = new IllegalStateException("close");
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.loop.drain(0);
    engine.turn();
    engine.loop.terminate();
    assertThat(publisher.closed).isEqualTo(1);
  }

  @Test
  void eventAcceptedAfterTheLastTurn_isDeadLettered() {
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.loop.drain(0);
    engine.turn();
    engine.loop.terminate();
    engine.send(event("a", 1)); // the offer that was under way when the engine ended
    engine.loop.collectLate();
    assertThat(engine.stats().balanced()).isTrue();
    assertThat(engine.stats().deadLettered()).isEqualTo(1);
  }
}
