package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import java.util.ArrayList;
import java.util.List;

/** Counts what it is told, for every test of the engine: it has to be what the books say. */
final class CountingMetrics implements DeliveryMetrics {

  final List<MonitoredDestination> started = new ArrayList<>();
  final List<EventType> types = new ArrayList<>();
  final List<Long> latenciesNanos = new ArrayList<>();
  final List<DeadLetter.Reason> letters = new ArrayList<>();
  final List<DeliveryAttempt> attempts = new ArrayList<>();
  final List<String> circuit = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<DeliveryStats> samples = new ArrayList<>();
  final List<DeliveryStats> imbalances = new ArrayList<>();
  final List<DeliveryStats> ends = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  private long delivered;
  private long filtered;
  private long discarded;
  private long retriedInDoubt;

  /** What was told is what was counted. */
  void assertAgrees(DeliveryStats stats) {
    assertThat(delivered).as("delivered").isEqualTo(stats.delivered());
    assertThat(filtered).as("filtered").isEqualTo(stats.filtered());
    assertThat(discarded).as("discarded").isEqualTo(stats.discarded());
    assertThat(letters.size()).as("dead letters").isEqualTo(stats.deadLettered());
    assertThat(faults.size()).as("retried").isEqualTo(stats.retried());
    assertThat(retriedInDoubt).as("retried in doubt").isEqualTo(stats.retriedInDoubt());
    assertThat(attempts.size()).as("batches answered").isLessThanOrEqualTo((int) stats.batches());
    assertThat(imbalances).isEmpty();
  }

  @Override
  public void started(MonitoredDestination destination) {
    started.add(destination);
  }

  @Override
  public void delivered(EventType type, long latencyNanos) {
    delivered++;
    types.add(type);
    latenciesNanos.add(latencyNanos);
  }

  @Override
  public void filtered(EventType type) {
    filtered++;
  }

  @Override
  public void deadLettered(DeadLetter letter) {
    letters.add(letter.reason()); // not the letter: a test looks whether events are forgotten
  }

  @Override
  public void discarded(EventType type) {
    discarded++;
  }

  @Override
  public void retried(Fault fault, boolean inDoubt) {
    faults.add(fault);
    retriedInDoubt += inDoubt ? 1 : 0;
  }

  @Override
  public void attempted(DeliveryAttempt attempt) {
    assertThat(attempt.delivered() + attempt.rejected() + attempt.failed())
        .isEqualTo(attempt.events());
    assertThat(attempt.failure() == null).isEqualTo(attempt.succeeded());
    attempts.add(attempt);
  }

  @Override
  public void circuitChanged(CircuitState from, CircuitState to) {
    circuit.add(from + " " + to);
  }

  @Override
  public void problem(String text) {
    problems.add(text);
  }

  @Override
  public void sampled(DeliveryStats stats) {
    samples.add(stats);
  }

  @Override
  public void imbalanced(DeliveryStats stats) {
    imbalances.add(stats);
  }

  @Override
  public void ended(DeliveryStats stats) {
    ends.add(stats);
  }
}
