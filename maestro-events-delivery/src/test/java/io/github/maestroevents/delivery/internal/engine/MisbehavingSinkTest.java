package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a sink does, its events are accounted for and the engine goes on. */
class MisbehavingSinkTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  static Stream<Arguments> misbehaviours() {
    return Stream.of(
        misbehaviour(
            "throws",
            batch -> {
              throw new IllegalStateException("bug");
            }),
        misbehaviour(
            "throws an Error",
            batch -> {
              throw new NoClassDefFoundError("gone");
            }),
        misbehaviour("returns null", batch -> null),
        misbehaviour("completes with null", batch -> CompletableFuture.completedFuture(null)),
        misbehaviour(
            "completes exceptionally",
            batch -> CompletableFuture.failedFuture(new IOException("reset"))),
        misbehaviour(
            "gives too few outcomes",
            batch -> CompletableFuture.completedFuture(BatchResult.allDelivered(1))),
        misbehaviour(
            "gives too many outcomes",
            batch -> CompletableFuture.completedFuture(BatchResult.allDelivered(3))),
        misbehaviour("returns a stage that throws when listened to", batch -> new DeafStage()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaviours")
  void events_areRetried_whenTheSink(
      String what, Function<List<EncodedEvent>, CompletionStage<BatchResult>> misbehaviour) {
    publisher.then(misbehaviour);
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1), event("b", 1)).turn().turn();
    assertThat(engine.stats().retried()).as(what).isEqualTo(2);

    engine.runUntilSettled();
    assertThat(engine.stats().delivered()).as(what).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaviours")
  void events_areDeadLettered_whenTheSinkNeverStopsAndIts(
      String what, Function<List<EncodedEvent>, CompletionStage<BatchResult>> misbehaviour) {
    for (int i = 0; i < 6; i++) {
      publisher.then(misbehaviour);
    }
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).retry(RetryPolicy.defaults().withMaxAttempts(2)).start();
    engine.send(event("a", 1), event("b", 1)).runUntilSettled();
    assertThat(engine.stats().delivered() + engine.stats().deadLettered()).isEqualTo(2);
    assertThat(engine.deadLetters).hasSize((int) engine.stats().deadLettered());
  }

  @Test
  void batch_isRetried_whenTheSinkNeverAnswers() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn();
    engine.advance(EngineUnderTest.TIMEOUT.minusNanos(1)).turn();
    assertThat(engine.stats().inFlight()).isEqualTo(1);

    engine.advance(java.time.Duration.ofNanos(1)).turn();
    assertThat(engine.stats().inFlight()).isZero();
    assertThat(engine.stats().waiting()).isEqualTo(1);
  }

  @Test
  void timeout_isTheCauseInTheDeadLetter() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).retry(RetryPolicy.never()).start();
    engine.send(event("a", 1)).runUntilSettled();
    assertThat(engine.deadLetters.get(0).cause())
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("PT10S")
        .hasMessageContaining("may have been delivered");
  }

  @Test
  void answerAfterTheTimeout_isIgnored() {
    publisher.hold();
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn();
    engine.advance(EngineUnderTest.TIMEOUT).turn();
    publisher.open.remove().complete(BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.stats().delivered()).isZero();
    assertThat(engine.stats().undelivered()).isEqualTo(1);
  }

  @Test
  void secondAnswer_isIgnored() {
    publisher.then(
        batch ->
            new TwiceStage(
                BatchResult.allDelivered(1),
                BatchResult.all(1, DeliveryOutcome.rejected(new IOException("no")))));
    EngineUnderTest engine = EngineUnderTest.with(publisher).start();
    engine.send(event("a", 1)).turn().turn().turn();
    assertThat(engine.stats().delivered()).isEqualTo(1);
    assertThat(engine.stats().deadLettered()).isZero();
  }

  @Test
  void event_isDeadLettered_whenTheKeyFunctionFails() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .orderingKey(
                e -> {
                  throw new IllegalStateException("no key");
                })
            .start();
    engine.send(event("a", 1)).runUntilSettled();
    assertThat(engine.deadLetters.get(0).reason()).isEqualTo(DeadLetter.Reason.NOT_ENCODABLE);
    assertThat(engine.deadLetters.get(0).cause()).hasMessage("no key");
  }

  private static Arguments misbehaviour(
      String name, Function<List<EncodedEvent>, CompletionStage<BatchResult>> answer) {
    return Arguments.of(name, answer);
  }

  /** A stage whose listeners are called twice. */
  private static final class TwiceStage extends CompletableFuture<BatchResult> {
    private final BatchResult first;
    private final BatchResult second;

    TwiceStage(BatchResult first, BatchResult second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public CompletableFuture<BatchResult> whenComplete(
        java.util.function.BiConsumer<? super BatchResult, ? super Throwable> action) {
      action.accept(first, null);
      action.accept(second, null);
      return this;
    }
  }

  /** A stage that cannot be listened to. */
  private static final class DeafStage extends CompletableFuture<BatchResult> {
    @Override
    public CompletableFuture<BatchResult> whenComplete(
        java.util.function.BiConsumer<? super BatchResult, ? super Throwable> action) {
      throw new UnsupportedOperationException("deaf");
    }
  }
}
