package io.github.maestroevents.spi;

import java.util.Collections;
import java.util.List;

/**
 * The outcomes of one batch: exactly one per event, in the order of the batch.
 *
 * @param outcomes one outcome per event, in the order in which the events were handed over
 */
public record BatchResult(List<DeliveryOutcome> outcomes) {

  /** Copies the outcomes; throws a {@code NullPointerException} if there is a null among them. */
  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  /** The same outcome for each of {@code events} events. */
  public static BatchResult all(int events, DeliveryOutcome outcome) {
    return new BatchResult(Collections.nCopies(events, outcome));
  }

  /** All of {@code events} events were delivered. */
  public static BatchResult allDelivered(int events) {
    return all(events, DeliveryOutcome.delivered());
  }
}
