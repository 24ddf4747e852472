package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A destination that remembers what it stored, drops duplicates, answers when and how the test
 * says, and notes each breach of what the engine promises it.
 */
final class RememberingDestination implements BatchNotificationPublisher {

  /** A batch that has not been answered. */
  private record Open(
      List<EncodedEvent> events, CompletableFuture<BatchResult> answer, long deadlineNanos) {

    boolean holds(String key) {
      return events.stream().anyMatch(event -> event.orderingKey().equals(key));
    }
  }

  /** Breaches so far. Noted, since the engine would take an exception for an answer. */
  final List<String> breaches = new ArrayList<>();

  private final DeliveryClock clock;
  private final List<Open> open = new ArrayList<>();
  private final Set<String> stored = new HashSet<>();

  /** Once rejected is rejected for good, also when a sender that died sends it again. */
  private final Set<String> rejected = new HashSet<>();

  /** Per key, its events in the batch that held some last. */
  private final Map<String, List<String>> lastBatch = new HashMap<>();

  private final Map<String, Integer> lastStored = new HashMap<>();
  private boolean throwsNext;

  RememberingDestination(DeliveryClock clock) {
    this.clock = clock;
  }

  void throwNext() {
    throwsNext = true;
  }

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    checkLanes(batch);
    if (throwsNext) {
      throwsNext = false;
      throw new IllegalStateException("thrown");
    }
    CompletableFuture<BatchResult> answer = new CompletableFuture<>();
    open.add(new Open(batch, answer, clock.nanoTime() + EngineUnderTest.TIMEOUT.toNanos()));
    return answer;
  }

  private void checkLanes(List<EncodedEvent> batch) {
    Map<String, Long> perKey =
        batch.stream()
            .collect(Collectors.groupingBy(EncodedEvent::orderingKey, Collectors.counting()));
    for (String key : perKey.keySet()) {
      if (open.stream().anyMatch(other -> !isLate(other) && other.holds(key))) {
        breaches.add("key " + key + " is in flight twice");
      }
    }
    for (String key : perKey.keySet()) {
      List<String> names =
          batch.stream()
              .filter(event -> event.orderingKey().equals(key))
              .map(Events::name)
              .toList();
      List<String> before = lastBatch.put(key, names);
      boolean justFailed = before != null && before.contains(names.get(0));
      if (justFailed && names.size() > 1) {
        breaches.add(names.get(0) + " has just failed and travels in company of its lane");
      }
    }
  }

  /** Whether the engine has given up waiting for it. */
  private boolean isLate(Open batch) {
    return batch.deadlineNanos - clock.nanoTime() <= 0;
  }

  int openBatches() {
    return open.size();
  }

  /** Answers one of the open batches; a late answer says what it will, it changes nothing. */
  void answer(int which, Reply reply, List<DeliveryOutcome> outcomes) {
    if (open.isEmpty()) {
      return;
    }
    Open batch = open.remove(which % open.size());
    boolean stores = !isLate(batch);
    switch (reply) {
      case STAGE_FAILED -> batch.answer.completeExceptionally(new IOException("reset"));
      case WRONG_COUNT -> batch.answer.complete(BatchResult.allDelivered(batch.events.size() + 1));
      case NULL -> batch.answer.complete(null);
      case ACKNOWLEDGEMENT_LOST -> {
        store(batch.events, stores);
        batch.answer.completeExceptionally(new IOException("lost"));
      }
      case STORED_IN_SILENCE -> store(batch.events, stores);
      case OUTCOMES -> {
        BatchResult result = inOrderPerKey(batch.events, outcomes);
        for (int i = 0; i < batch.events.size(); i++) {
          if (result.outcomes().get(i) instanceof Delivered) {
            store(List.of(batch.events.get(i)), stores);
          } else if (result.outcomes().get(i) instanceof Rejected) {
            rejected.add(Events.name(batch.events.get(i)));
          }
        }
        batch.answer.complete(result);
      }
    }
  }

  /**
   * Cycles through the outcomes, but stores nothing behind an event of its key that has to wait.
   */
  private BatchResult inOrderPerKey(List<EncodedEvent> batch, List<DeliveryOutcome> wished) {
    Map<String, DeliveryOutcome> held = new HashMap<>();
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      String key = batch.get(i).orderingKey();
      DeliveryOutcome wish =
          rejected.contains(Events.name(batch.get(i)))
              ? DeliveryOutcome.rejected(new IOException("rejected before"))
              : wished.get(i % wished.size());
      DeliveryOutcome outcome = held.getOrDefault(key, wish);
      if (!(outcome instanceof Delivered) && !(outcome instanceof Rejected)) {
        held.put(key, outcome);
      }
      outcomes.add(outcome);
    }
    return new BatchResult(outcomes);
  }

  private void store(List<EncodedEvent> events, boolean stores) {
    for (EncodedEvent event : events) {
      String name = Events.name(event);
      if (stores && !rejected.contains(name) && stored.add(name)) {
        int number = Integer.parseInt(name.substring(name.indexOf('/') + 1));
        Integer last = lastStored.put(event.orderingKey(), number);
        if (last != null && last > number) {
          breaches.add(name + " arrived after number " + last);
        }
      }
    }
  }

  /** The process that sent has died: nothing is open any more, and what was is sent again. */
  void senderDied() {
    open.clear();
    lastBatch.clear();
  }

  boolean hasStored(String name) {
    return stored.contains(name);
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(1000);
  }

  /** How a batch is answered. */
  enum Reply {
    /** An outcome for each event. */
    OUTCOMES,
    /** The stage fails and nothing was stored. */
    STAGE_FAILED,
    /** The stage fails and all was stored. */
    ACKNOWLEDGEMENT_LOST,
    /** All was stored, and no answer ever comes. */
    STORED_IN_SILENCE,
    /** A broken adapter: more outcomes than events. */
    WRONG_COUNT,
    /** A broken adapter: no result. */
    NULL
  }
}
