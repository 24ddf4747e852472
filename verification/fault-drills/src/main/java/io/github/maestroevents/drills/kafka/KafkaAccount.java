package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What callers, engine and consumer say of the same events, phase by phase and in all.
 *
 * @param phases those of the drill, in order, and their sum unless it is one
 * @param topic what a consumer has read
 * @param metered whether the meters of the publisher that has ended tell what its statistics tell
 */
record KafkaAccount(List<Phase> phases, TopicLedger topic, boolean metered) {

  /** A caller only offers to memory; what is left is the scheduler of a machine without a core. */
  static final Duration BLOCKED = Duration.ofSeconds(1);

  static KafkaAccount of(List<Phase> phases, TopicLedger topic, boolean metered) {
    List<Phase> all = new ArrayList<>(phases);
    if (phases.size() > 1) {
      all.add(Phase.sum("all", phases));
    }
    return new KafkaAccount(List.copyOf(all), topic, metered);
  }

  /** Whether no event was lost, altered, doubled behind the filter, reordered or miscounted. */
  boolean isSound() {
    return metered && topic.foreign() == 0 && phases.stream().allMatch(this::isSound);
  }

  /** Whether a call of {@code send} took longer than {@link #BLOCKED}. */
  boolean isBlocked() {
    return phases.stream().anyMatch(phase -> phase.latency().getMaxValue() > BLOCKED.toNanos());
  }

  /** 0 all held; 1 an event is lost, reordered or miscounted; 2 all held, but a caller waited. */
  int exitStatus() {
    return !isSound() ? 1 : isBlocked() ? 2 : 0;
  }

  RunLedger read(Phase phase) {
    return topic.sum(phase.sentPerRun().keySet());
  }

  long lost(Phase phase) {
    return topic.lost(phase.sentPerRun());
  }

  private boolean isSound(Phase phase) {
    RunLedger read = read(phase);
    return isSettled(phase)
        && lost(phase) == 0
        && read.altered == 0
        && read.duplicatesAfterFilter == 0
        && read.orderViolations == 0
        && read.read - read.duplicates == phase.sent();
  }

  private static boolean isSettled(Phase phase) {
    DeliveryStats after = phase.after();
    return phase.thrown() == 0
        && phase.sent() > 0
        && phase.offered() == phase.sent()
        && phase.delivered() == phase.sent()
        && phase.undelivered() == 0
        && after.balanced();
  }
}
