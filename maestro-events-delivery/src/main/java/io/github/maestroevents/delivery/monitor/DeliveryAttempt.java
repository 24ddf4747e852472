package io.github.maestroevents.delivery.monitor;

import org.jspecify.annotations.Nullable;

/**
 * One batch that was handed to the destination, and what came of it. The counts add up to {@code
 * events}.
 *
 * @param events how many events it had, at least 1
 * @param bytes their encoded bytes; 0 for a destination that takes events and not bytes
 * @param durationNanos nanoseconds from the hand-over to the last answer that was waited for
 * @param delivered events that the destination acknowledged
 * @param rejected events that it will never take
 * @param failed events that were not taken, or not answered in time, and are retried or given up
 * @param failure what one of the failed or rejected events failed with; null if all were delivered
 */
public record DeliveryAttempt(
    int events,
    long bytes,
    long durationNanos,
    int delivered,
    int rejected,
    int failed,
    @Nullable Throwable failure) {

  /** Whether the destination acknowledged every event. */
  public boolean succeeded() {
    return delivered == events;
  }
}
