package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A part of a drill with one kind of fault, from its first event until nothing was left to deliver,
 * as callers and the engine saw it.
 *
 * @param sentPerRun how many events of each run were sent; runs belong to one phase
 * @param thrown calls of {@code send} that threw
 * @param latency of the calls, in nanoseconds
 * @param faults how often something was broken
 * @param circuitOpened how often the engine left the destination alone
 * @param before the engine's account when the phase began
 * @param after the engine's account when it had ended
 */
record Phase(
    String name,
    Map<String, Integer> sentPerRun,
    long thrown,
    Histogram latency,
    int faults,
    int circuitOpened,
    DeliveryStats before,
    DeliveryStats after) {

  /** Several phases as one. */
  static Phase sum(String name, List<Phase> phases) {
    Map<String, Integer> sent = new TreeMap<>();
    Histogram latency = new Histogram(phases.get(0).latency());
    latency.reset();
    for (Phase phase : phases) {
      sent.putAll(phase.sentPerRun());
      latency.add(phase.latency());
    }
    return new Phase(
        name,
        sent,
        phases.stream().mapToLong(Phase::thrown).sum(),
        latency,
        phases.stream().mapToInt(Phase::faults).sum(),
        phases.stream().mapToInt(Phase::circuitOpened).sum(),
        phases.get(0).before(),
        phases.get(phases.size() - 1).after());
  }

  long sent() {
    return sentPerRun.values().stream().mapToLong(Integer::longValue).sum();
  }

  long offered() {
    return after.offered() - before.offered();
  }

  long accepted() {
    return after.accepted() - before.accepted();
  }

  long dropped() {
    return after.dropped() - before.dropped();
  }

  long delivered() {
    return after.delivered() - before.delivered();
  }

  long retried() {
    return after.retried() - before.retried();
  }

  long deadLettered() {
    return after.deadLettered() - before.deadLettered();
  }

  /** What the engine still held at the end; nothing, unless it did not drain. */
  long undelivered() {
    return after.undelivered();
  }
}
