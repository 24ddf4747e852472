package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random interleavings of sends, answers of every kind, silence and time. Whatever happens, the
 * conservation law holds after every turn ({@link Engine#turn}), the destination sees the events of
 * a key in order, and every event ends delivered or dead-lettered.
 */
class RandomTurnsTest {

  private static final int STEPS = 3000;

  private final Map<String, Integer> sentPerKey = new HashMap<>();

  /** Per key, the names in the order in which the destination first stored them. */
  private final Map<String, Set<String>> stored = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void orderAndAccounts_hold(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FakeBatchPublisher publisher = new FakeBatchPublisher().hold();
    Engine engine =
        Engine.with(publisher)
            .queue(QueuePolicy.defaults().withCapacity(64))
            .batch(new BatchPolicy(1 + random.nextInt(8), 1 << 20, Engine.LINGER))
            .inFlight(new InFlightPolicy(1 + random.nextInt(4), 8 + random.nextInt(40)))
            .retry(RetryPolicy.defaults().withMaxAttempts(2 + random.nextInt(5)))
            .random(random.split())
            .start();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(4)) {
        case 0 -> sendSome(engine, random);
        case 1 -> answerOne(publisher, random);
        case 2 -> engine.advance(Duration.ofMillis(random.nextInt(20)));
        default -> engine.advance(Duration.ofMillis(random.nextInt(3))).turn();
      }
    }
    while (engine.stats().undelivered() > 0) {
      answerOne(publisher, random);
      engine.advance(Duration.ofSeconds(1)).turn();
    }
    assertThat(engine.deadLetters).hasSize((int) engine.stats().deadLettered());
    stored.forEach(
        (key, names) -> assertThat(numbers(names)).as("order of key %s", key).isSorted());
  }

  private void sendSome(Engine engine, SplittableRandom random) {
    int events = random.nextInt(6);
    for (int i = 0; i < events; i++) {
      String key = "k" + random.nextInt(5);
      engine.send(Events.event(key, sentPerKey.merge(key, 1, Integer::sum)));
    }
  }

  /** Answers for the oldest open batch as a destination that keeps the order within a key would. */
  private void answerOne(FakeBatchPublisher publisher, SplittableRandom random) {
    CompletableFuture<BatchResult> open = publisher.open.poll();
    if (open == null) {
      return;
    }
    List<EncodedEvent> batch =
        publisher.batches.get(publisher.batches.size() - publisher.open.size() - 1);
    switch (random.nextInt(6)) {
      case 0 -> open.completeExceptionally(new IOException("reset"));
      case 1 -> {
        store(batch); // delivered, but the acknowledgement is lost
        open.completeExceptionally(new IOException("lost"));
      }
      case 2 -> open.complete(BatchResult.all(batch.size(), DeliveryOutcome.delivered()));
      default -> open.complete(outcomePerEvent(batch, random));
    }
    if (open.isDone() && !open.isCompletedExceptionally()) {
      List<DeliveryOutcome> outcomes = open.join().outcomes();
      for (int i = 0; i < batch.size(); i++) {
        if (outcomes.get(i) instanceof DeliveryOutcome.Delivered) {
          store(List.of(batch.get(i)));
        }
      }
    }
  }

  private static BatchResult outcomePerEvent(List<EncodedEvent> batch, SplittableRandom random) {
    Set<String> failedKeys = new LinkedHashSet<>();
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    for (EncodedEvent event : batch) {
      boolean fails = random.nextInt(4) == 0 || failedKeys.contains(event.orderingKey());
      if (fails && failedKeys.add(event.orderingKey()) && random.nextInt(4) == 0) {
        failedKeys.remove(event.orderingKey()); // never, so the next one may go
        outcomes.add(DeliveryOutcome.rejected(new IOException("poison")));
      } else if (fails) {
        outcomes.add(DeliveryOutcome.retryLater(new IOException("busy")));
      } else {
        outcomes.add(DeliveryOutcome.delivered());
      }
    }
    return new BatchResult(outcomes);
  }

  private void store(List<EncodedEvent> events) {
    for (EncodedEvent event : events) {
      stored
          .computeIfAbsent(event.orderingKey(), key -> new LinkedHashSet<>())
          .add(Events.name(event));
    }
  }

  private static List<Integer> numbers(Set<String> names) {
    return names.stream().map(name -> Integer.valueOf(name.split("/")[1])).toList();
  }
}
