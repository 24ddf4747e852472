package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.spi.BatchLimits;

/** What fits in one batch: the smaller of what the host wishes and what the destination takes. */
public record BatchSize(int maxEvents, long maxBytes, int maxEventsPerKey) {

  public static BatchSize of(BatchPolicy policy, BatchLimits limits) {
    return new BatchSize(
        Math.min(policy.maxEvents(), limits.maxEvents()),
        Math.min(policy.maxBytes(), limits.maxBatchBytes()),
        limits.maxEventsPerKey());
  }

  public boolean isReachedBy(Lanes lanes) {
    return lanes.readyEvents() >= maxEvents || lanes.readyBytes() >= maxBytes;
  }
}
