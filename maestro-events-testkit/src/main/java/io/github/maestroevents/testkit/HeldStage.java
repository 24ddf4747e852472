package io.github.maestroevents.testkit;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A batch in flight that a test completes when it sees fit. */
final class HeldStage extends CompletableFuture<BatchResult> {

  private final int events;

  HeldStage(List<EncodedEvent> batch) {
    this.events = batch.size();
  }

  /** How many outcomes the batch needs. */
  int events() {
    return events;
  }
}
