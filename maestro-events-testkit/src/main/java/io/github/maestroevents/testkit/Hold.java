package io.github.maestroevents.testkit;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;

/**
 * Leaves a batch in flight until a test completes it. A type of its own, so that the publisher can
 * make the stage in the same breath as it records the batch: a test that has seen the batch can
 * complete it.
 */
enum Hold implements Reaction {
  INSTANCE;

  @Override
  public HeldStage to(List<EncodedEvent> batch) {
    return new HeldStage(batch);
  }
}
