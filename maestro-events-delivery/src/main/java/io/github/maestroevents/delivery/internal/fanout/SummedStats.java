package io.github.maestroevents.delivery.internal.fanout;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The statistics of several destinations as one. */
public record SummedStats(
    long accepted,
    long rejected,
    long dropped,
    long recovered,
    long delivered,
    long deadLettered,
    long filtered,
    long discarded,
    long quarantined,
    long queued,
    long waiting,
    long inFlight,
    long journaled,
    long parked,
    long spilled,
    long retried,
    long retriedInDoubt,
    long batches,
    long heldBytes,
    CircuitState circuit,
    @Nullable Instant circuitSince,
    boolean paused,
    @Nullable Instant lastTurn,
    @Nullable Duration turnAge,
    boolean ended,
    @Nullable Instant oldestJournaled,
    @Nullable Instant oldestInMemory,
    @Nullable Instant lastDrop,
    @Nullable Instant lastLoss,
    long queueCapacity,
    long droppedByJournal,
    long rejectedFull,
    long rejectedClosed,
    long behindInFlight,
    long backingOff,
    @Nullable Instant nextRetry,
    long journalEvents,
    long journalBytes,
    long journalMaxBytes)
    implements DeliveryStats {

  /** From the best to the worst. */
  private static final List<CircuitState> WORSENING =
      List.of(CircuitState.CLOSED, CircuitState.HALF_OPEN, CircuitState.OPEN);

  /**
   * The sums; the worst circuit, the oldest event, the thread that took no turn for longest, and a
   * pause if one of them is paused.
   */
  public static DeliveryStats of(Collection<DeliveryStats> all) {
    return new SummedStats(
        sum(all, DeliveryStats::accepted),
        sum(all, DeliveryStats::rejected),
        sum(all, DeliveryStats::dropped),
        sum(all, DeliveryStats::recovered),
        sum(all, DeliveryStats::delivered),
        sum(all, DeliveryStats::deadLettered),
        sum(all, DeliveryStats::filtered),
        sum(all, DeliveryStats::discarded),
        sum(all, DeliveryStats::quarantined),
        sum(all, DeliveryStats::queued),
        sum(all, DeliveryStats::waiting),
        sum(all, DeliveryStats::inFlight),
        sum(all, DeliveryStats::journaled),
        sum(all, DeliveryStats::parked),
        sum(all, DeliveryStats::spilled),
        sum(all, DeliveryStats::retried),
        sum(all, DeliveryStats::retriedInDoubt),
        sum(all, DeliveryStats::batches),
        sum(all, DeliveryStats::heldBytes),
        worstCircuit(all),
        oldest(worst(all), DeliveryStats::circuitSince),
        all.stream().anyMatch(DeliveryStats::paused),
        oldest(all, DeliveryStats::lastTurn),
        longestTurnAge(all),
        !all.isEmpty() && all.stream().allMatch(DeliveryStats::ended),
        oldest(all, DeliveryStats::oldestJournaled),
        oldest(all, DeliveryStats::oldestInMemory),
        newest(all, DeliveryStats::lastDrop),
        newest(all, DeliveryStats::lastLoss),
        sum(all, DeliveryStats::queueCapacity),
        sum(all, DeliveryStats::droppedByJournal),
        sum(all, DeliveryStats::rejectedFull),
        sum(all, DeliveryStats::rejectedClosed),
        sum(all, DeliveryStats::behindInFlight),
        sum(all, DeliveryStats::backingOff),
        oldest(all, DeliveryStats::nextRetry),
        sum(all, DeliveryStats::journalEvents),
        sum(all, DeliveryStats::journalBytes),
        sum(all, DeliveryStats::journalMaxBytes));
  }

  /** Null if none has a delivery thread any more. */
  private static @Nullable Duration longestTurnAge(Collection<DeliveryStats> all) {
    Duration longest = null;
    for (DeliveryStats stats : all) {
      Duration next = stats.turnAge();
      if (next != null && (longest == null || next.compareTo(longest) > 0)) {
        longest = next;
      }
    }
    return longest;
  }

  private static CircuitState worstCircuit(Collection<DeliveryStats> all) {
    return all.stream()
        .map(DeliveryStats::circuit)
        .max(Comparator.comparing(WORSENING::indexOf))
        .orElse(CircuitState.CLOSED);
  }

  /** Those whose circuit is the worst. */
  private static List<DeliveryStats> worst(Collection<DeliveryStats> all) {
    CircuitState worst = worstCircuit(all);
    return all.stream().filter(stats -> stats.circuit() == worst).toList();
  }

  private static long sum(Collection<DeliveryStats> all, ToLongFunction<DeliveryStats> figure) {
    return all.stream().mapToLong(figure).sum();
  }

  private static @Nullable Instant newest(
      Collection<DeliveryStats> all, Function<DeliveryStats, @Nullable Instant> time) {
    Instant newest = null;
    for (DeliveryStats stats : all) {
      Instant next = time.apply(stats);
      if (next != null && (newest == null || next.isAfter(newest))) {
        newest = next;
      }
    }
    return newest;
  }

  private static @Nullable Instant oldest(
      Collection<DeliveryStats> all, Function<DeliveryStats, @Nullable Instant> time) {
    Instant oldest = null;
    for (DeliveryStats stats : all) {
      Instant next = time.apply(stats);
      if (next != null && (oldest == null || next.isBefore(oldest))) {
        oldest = next;
      }
    }
    return oldest;
  }
}
