package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch from the moment it is handed over to the moment the engine lets go of it. */
class HandOverTest {

  @Test
  void timeOfABatch_countsFromTheEndOfItsHandOver() {
    FakeClock clock = new FakeClock();
    FakeBatchPublisher slow = new FakeBatchPublisher();
    slow.then(
        batch -> {
          clock.advance(EngineUnderTest.TIMEOUT); // such as a first connection
          return new CompletableFuture<>();
        });
    EngineUnderTest engine = EngineUnderTest.with(slow).clock(clock).start();
    engine.send(event("a", 1)).tick().turn();
    assertThat(engine.stats().inFlight()).isEqualTo(1);

    engine.advance(EngineUnderTest.TIMEOUT.minusNanos(1)).turn();
    assertThat(engine.stats().inFlight()).isEqualTo(1);
    engine.advance(Duration.ofNanos(1)).turn();
    assertThat(engine.stats().retriedInDoubt()).isEqualTo(1);
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        end("answered", (engine, sink) -> sink.report(0, DeliveryOutcome.delivered())),
        end("lost", (engine, sink) -> engine.advance(EngineUnderTest.TIMEOUT)),
        end("left when the publisher closes", (engine, sink) -> engine.loop.drain(0)));
  }

  private static Arguments end(String name, BiConsumer<EngineUnderTest, OutcomeSink> end) {
    return Arguments.of(name, end);
  }

  /** A driver may keep the callbacks of its requests for as long as it lives. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void events_areForgotten_thoughTheDestinationKeepsWhereItReports_whenTheBatchIs(
      String what, BiConsumer<EngineUnderTest, OutcomeSink> end) {
    Keeping sink = new Keeping();
    EngineUnderTest engine = EngineUnderTest.with(sink).handler(letter -> {}).start();
    WeakReference<MaestroEvent> event = sent(engine);
    assertThat(sink.kept).isNotNull();
    end.accept(engine, sink.kept);
    engine.turn();
    if (engine.stats().undelivered() > 0) {
      engine.loop.drain(0); // lost, it waits for its next attempt
      engine.turn();
    }
    assertThat(engine.stats().undelivered()).isZero();
    Deadline.await(
        "forgotten",
        () -> {
          System.gc();
          return event.refersTo(null);
        });
    assertThat(sink.kept).isNotNull();
  }

  private static WeakReference<MaestroEvent> sent(EngineUnderTest engine) {
    MaestroEvent event = event("a", 1);
    engine.send(event).tick();
    return new WeakReference<>(event);
  }

  /** Keeps where it reports, and none of its events. */
  private static final class Keeping implements BatchNotificationPublisher {

    OutcomeSink kept;

    @Override
    public void sendBatch(List<EncodedEvent> batch, OutcomeSink sink) {
      kept = sink;
    }

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      throw new AssertionError("The other form is called");
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(10);
    }
  }
}
