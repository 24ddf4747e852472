package io.github.maestroevents.delivery;

import io.github.maestroevents.spi.BatchLimits;

/** What fits in one batch: the smaller of what the host wishes and what the destination takes. */
record BatchSize(int maxEvents, long maxBytes, int maxEventsPerKey) {

  static BatchSize of(BatchPolicy policy, BatchLimits limits) {
    return new BatchSize(
        Math.min(policy.maxEvents(), limits.maxEvents()),
        Math.min(policy.maxBytes(), limits.maxBatchBytes()),
        limits.maxEventsPerKey());
  }

  boolean isReachedBy(Lanes lanes) {
    return lanes.readyEvents() >= maxEvents || lanes.readyBytes() >= maxBytes;
  }
}
