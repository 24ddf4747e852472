package io.github.maestroevents.delivery.monitor;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells several metrics, each of them whatever the others throw. The first that was thrown is
 * thrown again when all were told, for the guard to log.
 */
final class TellingAll implements DeliveryMetrics {

  /** Tells nobody. */
  static final DeliveryMetrics NOBODY = new TellingAll(List.of());

  private final List<DeliveryMetrics> all;

  TellingAll(List<? extends DeliveryMetrics> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void started(MonitoredDestination destination) {
    for (int i = 0; i < all.size(); i++) {
      try {
        all.get(i).started(destination);
      } catch (Throwable thrown) { // fails the start, and those that know of it hear of that
        TellingAll told = new TellingAll(all.subList(0, i));
        told.ended(destination.stats());
        throw thrown;
      }
    }
  }

  @Override
  public void delivered(EventType type, long latencyNanos) {
    tell(metrics -> metrics.delivered(type, latencyNanos));
  }

  @Override
  public void filtered(EventType type) {
    tell(metrics -> metrics.filtered(type));
  }

  @Override
  public void deadLettered(DeadLetter letter) {
    tell(metrics -> metrics.deadLettered(letter));
  }

  @Override
  public void discarded(EventType type) {
    tell(metrics -> metrics.discarded(type));
  }

  @Override
  public void retried(Fault fault, boolean inDoubt) {
    tell(metrics -> metrics.retried(fault, inDoubt));
  }

  @Override
  public void attempted(DeliveryAttempt attempt) {
    tell(metrics -> metrics.attempted(attempt));
  }

  @Override
  public void circuitChanged(CircuitState from, CircuitState to) {
    tell(metrics -> metrics.circuitChanged(from, to));
  }

  @Override
  public void problem(String text) {
    tell(metrics -> metrics.problem(text));
  }

  @Override
  public void sampled(DeliveryStats stats) {
    tell(metrics -> metrics.sampled(stats));
  }

  @Override
  public void imbalanced(DeliveryStats stats) {
    tell(metrics -> metrics.imbalanced(stats));
  }

  @Override
  public void ended(DeliveryStats stats) {
    tell(metrics -> metrics.ended(stats));
  }

  private void tell(Consumer<DeliveryMetrics> call) {
    Throwable first = null;
    for (DeliveryMetrics metrics : all) {
      try {
        call.accept(metrics);
      } catch (Throwable thrown) { // the host's code: the others are told all the same
        first = first == null ? thrown : first;
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw first instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(first); // thrown past the compiler
    }
  }
}
