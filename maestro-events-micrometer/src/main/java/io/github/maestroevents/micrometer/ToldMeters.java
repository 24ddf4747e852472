package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The meters of what happens to single events and attempts. All series there can be are made at
 * once: a counter that begins at 1 is no increase to a monitoring system, and the first dead letter
 * would raise no alarm. On the delivery thread.
 */
final class ToldMeters {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What people ask for: how many took no longer than this. */
  private static final Duration[] BOUNDARIES = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    LONGEST
  };

  private final Map<EventType, Counter> delivered = new EnumMap<>(EventType.class);
  private final Map<EventType, Counter> filtered = new EnumMap<>(EventType.class);
  private final Map<EventType, Counter> discarded = new EnumMap<>(EventType.class);
  private final Map<EventType, Map<Reason, Counter>> deadLettered = new EnumMap<>(EventType.class);
  private final Map<Fault, Counter> retried = new EnumMap<>(Fault.class);
  private final Counter imbalanced;
  private final Timer latency;
  private final Timer attempt;
  private final DistributionSummary batchSize;

  ToldMeters(Registration to, boolean histograms) {
    for (EventType type : EventType.values()) {
      registerType(to, type);
    }
    for (Fault fault : Fault.values()) {
      retried.put(
          fault,
          to.counter(
              "retried",
              "Attempts that failed and led to another attempt, by whose failure it was",
              "reason",
              tag(fault)));
    }
    imbalanced = to.counter("imbalanced", "Minutes in which the engine had lost count of an event");
    latency =
        to.timer(
            timer(
                "latency",
                "From the engine's taking an event up to its acknowledgement",
                histograms));
    attempt = to.timer(timer("attempt", "From the hand-over of a batch to its answer", histograms));
    batchSize =
        to.summary(
            DistributionSummary.builder(Registration.PREFIX + "batch.size")
                .description("Events in a batch that was handed to the destination")
                .baseUnit("events"));
  }

  private void registerType(Registration to, EventType type) {
    String tag = tag(type);
    delivered.put(
        type, to.counter("delivered", "Events the destination has acknowledged", "type", tag));
    filtered.put(
        type, to.counter("filtered", "Events a filter or transformer held back", "type", tag));
    discarded.put(
        type, to.counter("discarded", "Events on disk that made room for newer ones", "type", tag));
    Map<Reason, Counter> byReason = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      byReason.put(
          reason,
          to.counter("dead.lettered", "Events given up", "type", tag, "reason", tag(reason)));
    }
    deadLettered.put(type, byReason);
  }

  private static Timer.Builder timer(String name, String what, boolean histograms) {
    Timer.Builder timer = Timer.builder(Registration.PREFIX + name).description(what);
    return histograms
        ? timer
            .publishPercentileHistogram()
            .serviceLevelObjectives(BOUNDARIES)
            .minimumExpectedValue(SHORTEST)
            .maximumExpectedValue(LONGEST)
        : timer;
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void delivered(EventType type, long latencyNanos) {
    increment(delivered.get(type)); // the count first: a timer does more that may fail
    latency.record(latencyNanos, TimeUnit.NANOSECONDS);
  }

  void filtered(EventType type) {
    increment(filtered.get(type));
  }

  void discarded(EventType type) {
    increment(discarded.get(type));
  }

  void deadLettered(EventType type, Reason reason) {
    increment(deadLettered.getOrDefault(type, Map.of()).get(reason));
  }

  void retried(Fault fault) {
    increment(retried.get(fault));
  }

  void attempted(DeliveryAttempt made) {
    attempt.record(made.durationNanos(), TimeUnit.NANOSECONDS);
    batchSize.record(made.events());
  }

  void imbalanced() {
    imbalanced.increment();
  }

  /** Every value of the enums has its counter. */
  private static void increment(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
