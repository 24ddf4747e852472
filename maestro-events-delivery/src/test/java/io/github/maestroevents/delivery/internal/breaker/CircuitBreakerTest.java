package io.github.maestroevents.delivery.internal.breaker;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.EngineUnderTest;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private static final IOException DOWN = new IOException("down");
  private static final Duration OPEN_FOR = Duration.ofSeconds(5);
  private static final CircuitBreakerPolicy POLICY =
      CircuitBreakerPolicy.defaults().withWindow(4, 2).withOpenFor(OPEN_FOR);

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final EngineUnderTest engine =
      EngineUnderTest.with(publisher)
          .circuitBreaker(POLICY)
          .retry(RetryPolicy.defaults().withDelays(Duration.ofMillis(1), Duration.ofMillis(1)))
          .batch(BatchPolicy.defaults().withMaxEvents(1))
          .start();

  @Test
  void circuit_opens_whenTooManyBatchesFail_andNothingIsDispatched() {
    open();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.OPEN);
    assertThat(engine.circuit).containsExactly(CircuitState.OPEN);

    int batches = publisher.batches.size();
    engine.send(event("c", 1)).advance(OPEN_FOR.minusMillis(20)).turn().turn();
    assertThat(publisher.batches).hasSize(batches);
    assertThat(engine.stats().waiting()).isEqualTo(3);
  }

  @Test
  void circuit_staysClosed_belowTheLeastNumberOfBatches() {
    publisher.thenAll(retryLater(DOWN));
    engine.send(event("a", 1)).turn().turn();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void rejectedEvents_areNoFailures() {
    for (int i = 0; i < 6; i++) {
      publisher.thenAll(rejected(DOWN));
      engine.send(event("a", i)).runUntilSettled();
    }
    assertThat(engine.circuit).isEmpty();
  }

  @Test
  void probe_isOneBatch_andClosesTheCircuit_whenItIsDelivered() {
    open();
    publisher.hold();
    engine.send(event("c", 1)).advance(OPEN_FOR).turn().tick();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.HALF_OPEN);
    assertThat(engine.stats().inFlight()).isEqualTo(1);

    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.circuit)
        .containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.CLOSED);
    engine.tick();
    assertThat(engine.stats().inFlight()).isEqualTo(2);
  }

  @Test
  void timeOfAnOpenCircuit_runsOn_whenAProbeFails_andBeginsAnew_whenItCloses() {
    open();
    Instant opened = engine.stats().circuitSince();
    assertThat(opened).isNotNull();

    publisher.thenAll(retryLater(DOWN));
    engine.advance(OPEN_FOR).turn().turn();
    assertThat(engine.circuit).endsWith(CircuitState.HALF_OPEN, CircuitState.OPEN);
    assertThat(engine.stats().circuitSince()).isEqualTo(opened);

    engine.runUntilSettled();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(engine.stats().circuitSince()).isAfter(opened);
  }

  @Test
  void probe_opensTheCircuitAgain_whenItFails() {
    open();
    publisher.thenAll(retryLater(DOWN));
    engine.advance(OPEN_FOR).turn().turn();
    assertThat(engine.circuit)
        .containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.OPEN);
    engine.runUntilSettled();
    assertThat(engine.stats().circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(engine.stats().delivered()).isEqualTo(2);
  }

  @Test
  void circuit_opens_whenAnswersAreSlow() {
    publisher.hold();
    EngineUnderTest slow =
        EngineUnderTest.with(publisher)
            .circuitBreaker(POLICY.withSlowCalls(Duration.ofSeconds(1), 1))
            .batch(BatchPolicy.defaults().withMaxEvents(1))
            .start();
    slow.send(event("a", 1), event("b", 1)).turn().advance(Duration.ofSeconds(1));
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    slow.turn();
    assertThat(slow.stats().delivered()).isEqualTo(2);
    assertThat(slow.stats().circuit()).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void oldFailures_slideOutOfTheWindow() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .circuitBreaker(POLICY.withFailureRate(0.6))
            .batch(BatchPolicy.defaults().withMaxEvents(1))
            .start();
    for (int i = 0; i < 12; i++) {
      if (i % 4 == 0) {
        publisher.thenAll(retryLater(DOWN));
      } else {
        publisher.thenAll(rejected(DOWN));
      }
    }
    for (int i = 0; i < 9; i++) {
      engine.send(event("k" + i, i)).turn().turn();
    }
    assertThat(engine.circuit).isEmpty();
  }

  /** Two failed batches, which is all it takes here. */
  private void open() {
    publisher.thenAll(retryLater(DOWN)).thenAll(retryLater(DOWN));
    engine.send(event("a", 1), event("b", 1)).turn().turn();
  }
}
