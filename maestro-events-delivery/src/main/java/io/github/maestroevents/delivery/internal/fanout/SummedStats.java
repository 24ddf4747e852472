package io.github.maestroevents.delivery.internal.fanout;

import static java.util.Comparator.naturalOrder;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of several destinations as one: sums, the worst circuit, the oldest times, and a
 * pause if one of them is paused.
 *
 * @param destinations the statistics of each destination, at least one
 */
public record SummedStats(List<DeliveryStats> destinations) implements DeliveryStats {

  /** The sum of these, as they are now. */
  public static DeliveryStats of(Collection<DeliveryStats> destinations) {
    return new SummedStats(List.copyOf(destinations));
  }

  @Override
  public long accepted() {
    return sum(DeliveryStats::accepted);
  }

  @Override
  public long rejected() {
    return sum(DeliveryStats::rejected);
  }

  @Override
  public long dropped() {
    return sum(DeliveryStats::dropped);
  }

  @Override
  public long recovered() {
    return sum(DeliveryStats::recovered);
  }

  @Override
  public long delivered() {
    return sum(DeliveryStats::delivered);
  }

  @Override
  public long deadLettered() {
    return sum(DeliveryStats::deadLettered);
  }

  @Override
  public long filtered() {
    return sum(DeliveryStats::filtered);
  }

  @Override
  public long discarded() {
    return sum(DeliveryStats::discarded);
  }

  @Override
  public long quarantined() {
    return sum(DeliveryStats::quarantined);
  }

  @Override
  public long queued() {
    return sum(DeliveryStats::queued);
  }

  @Override
  public long waiting() {
    return sum(DeliveryStats::waiting);
  }

  @Override
  public long inFlight() {
    return sum(DeliveryStats::inFlight);
  }

  @Override
  public long journaled() {
    return sum(DeliveryStats::journaled);
  }

  @Override
  public long retried() {
    return sum(DeliveryStats::retried);
  }

  @Override
  public long retriedInDoubt() {
    return sum(DeliveryStats::retriedInDoubt);
  }

  @Override
  public long batches() {
    return sum(DeliveryStats::batches);
  }

  @Override
  public long heldBytes() {
    return sum(DeliveryStats::heldBytes);
  }

  @Override
  public CircuitState circuit() {
    CircuitState worst = CircuitState.CLOSED;
    for (DeliveryStats stats : destinations) {
      if (stats.circuit() == CircuitState.OPEN || worst == CircuitState.CLOSED) {
        worst = stats.circuit();
      }
    }
    return worst;
  }

  @Override
  public boolean paused() {
    return destinations.stream().anyMatch(DeliveryStats::paused);
  }

  @Override
  public @Nullable Instant lastTurn() {
    return oldest(DeliveryStats::lastTurn);
  }

  @Override
  public @Nullable Instant oldestJournaled() {
    return oldest(DeliveryStats::oldestJournaled);
  }

  private long sum(ToLongFunction<DeliveryStats> figure) {
    return destinations.stream().mapToLong(figure).sum();
  }

  private @Nullable Instant oldest(Function<DeliveryStats, @Nullable Instant> time) {
    return destinations.stream()
        .map(time)
        .filter(Objects::nonNull)
        .min(naturalOrder())
        .orElse(null);
  }
}
