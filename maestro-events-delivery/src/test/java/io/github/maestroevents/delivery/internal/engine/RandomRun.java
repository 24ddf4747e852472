package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.engine.RememberingDestination.Reply;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * An engine and its destination under random actions; after every turn all promises are checked.
 */
final class RandomRun {

  /** The sizes that decide what can happen. */
  record Settings(
      int queue, int batchEvents, int batches, int held, int attempts, boolean breaker) {}

  /** How a run ends. */
  enum Ending {
    /** The destination recovers and everything is delivered, without a close. */
    RECOVERED,
    /** The publisher closes and the destination recovers in time. */
    DRAINED,
    /** The publisher closes without time to drain. */
    CLOSED_AT_ONCE
  }

  private record Flush(FlushBarrier barrier, List<CompletableFuture<DeliveryOutcome>> before) {

    boolean isOver() {
      return before.stream().allMatch(CompletableFuture::isDone);
    }
  }

  private static final int MANY_TURNS = 10_000;

  final RememberingDestination destination;
  private final EngineUnderTest engine;
  private final Settings settings;
  private final Map<String, Integer> sentPerKey = new HashMap<>();
  private final Map<String, CompletableFuture<DeliveryOutcome>> outcomes = new LinkedHashMap<>();
  private final List<Flush> flushes = new ArrayList<>();

  RandomRun(Settings settings) {
    this.settings = settings;
    FakeClock clock = new FakeClock();
    destination = new RememberingDestination(clock);
    engine =
        EngineUnderTest.with(destination)
            .clock(clock)
            .queue(QueuePolicy.defaults().withCapacity(settings.queue))
            .batch(
                BatchPolicy.defaults()
                    .withMaxEvents(settings.batchEvents)
                    .withLinger(EngineUnderTest.LINGER))
            .inFlight(
                InFlightPolicy.defaults()
                    .withMaxBatches(settings.batches)
                    .withMaxEvents(settings.held)
                    .withMaxBytes(1 << 20))
            .retry(RetryPolicy.defaults().withMaxAttempts(settings.attempts))
            .circuitBreaker(
                settings.breaker
                    ? CircuitBreakerPolicy.defaults()
                        .withWindow(4, 2)
                        .withOpenFor(Duration.ofMillis(50))
                    : CircuitBreakerPolicy.disabled())
            .random(new SplittableRandom(1))
            .start();
  }

  void send(String key, int events) {
    for (int i = 0; i < events; i++) {
      int number = sentPerKey.merge(key, 1, Integer::sum);
      outcomes.put(key + "/" + number, engine.submit(Events.event(key, number)));
    }
  }

  void flush() {
    FlushBarrier barrier =
        new FlushBarrier(engine.intake.accepted(), engine.stats().deadLettered());
    flushes.add(new Flush(barrier, List.copyOf(outcomes.values())));
    engine.loop.flush(barrier);
  }

  void turnAfter(Duration time) {
    engine.advance(time).turn();
    check();
  }

  private void check() {
    DeliveryStats stats = engine.stats();
    assertThat(destination.breaches).isEmpty();
    assertThat(stats.waiting() + stats.inFlight())
        .as("events held")
        .isLessThanOrEqualTo(settings.held);
    assertThat(engine.deadLetters).hasSize((int) stats.deadLettered());
    for (Flush flush : flushes) {
      assertThat(flush.barrier.releaseIfReached())
          .as("flush over when its events are")
          .isEqualTo(flush.isOver());
    }
  }

  void end(Ending ending) {
    if (ending != Ending.RECOVERED) {
      engine.intake.close();
      engine.loop.drain(ending == Ending.DRAINED ? Duration.ofDays(1).toNanos() : 0);
    }
    for (int turns = 0; !isOver(ending); turns++) {
      assertThat(turns).as("the engine is stuck with %s", engine.stats()).isLessThan(MANY_TURNS);
      while (destination.openBatches() > 0 && ending != Ending.CLOSED_AT_ONCE) {
        destination.answer(0, Reply.OUTCOMES, List.of(DeliveryOutcome.delivered()));
      }
      turnAfter(Duration.ofMillis(turns));
    }
    checkFates();
  }

  private boolean isOver(Ending ending) {
    return ending == Ending.RECOVERED
        ? engine.stats().undelivered() == 0
        : engine.loop.isFinished();
  }

  /** Every event has one fate, its submitter was told of it, and the books agree. */
  private void checkFates() {
    DeliveryStats stats = engine.stats();
    assertThat(stats.undelivered()).isZero();
    assertThat(outcomes.values()).allMatch(CompletableFuture::isDone);
    List<String> deadLetters =
        engine.deadLetters.stream().map(letter -> Events.name(letter.event())).toList();
    assertThat(deadLetters).doesNotHaveDuplicates();
    long delivered = 0;
    for (Map.Entry<String, CompletableFuture<DeliveryOutcome>> told : outcomes.entrySet()) {
      boolean isDelivered = told.getValue().join() instanceof Delivered;
      delivered += isDelivered ? 1 : 0;
      assertThat(isDelivered && deadLetters.contains(told.getKey()))
          .as("%s both delivered and dead-lettered", told.getKey())
          .isFalse();
      assertThat(!isDelivered || destination.hasStored(told.getKey()))
          .as("%s is where its submitter was told", told.getKey())
          .isTrue();
    }
    assertThat(delivered).isEqualTo(stats.delivered());
    assertThat((long) outcomes.size())
        .isEqualTo(stats.delivered() + stats.deadLettered() + stats.dropped());
  }
}
