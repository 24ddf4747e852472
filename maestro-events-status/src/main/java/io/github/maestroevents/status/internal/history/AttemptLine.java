package io.github.maestroevents.status.internal.history;

import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.spi.LogText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered of one batch that was handed to the destination. */
public record AttemptLine(
    Instant time,
    int events,
    long bytes,
    long durationNanos,
    int delivered,
    int rejected,
    int failed,
    @Nullable String failure) {

  private static final int MAX_FAILURE_CHARS = 300;

  public static AttemptLine of(DeliveryAttempt attempt, Instant time) {
    Throwable failure = attempt.failure();
    return new AttemptLine(
        time,
        attempt.events(),
        attempt.bytes(),
        attempt.durationNanos(),
        attempt.delivered(),
        attempt.rejected(),
        attempt.failed(),
        failure == null ? null : LogText.of(failure, MAX_FAILURE_CHARS));
  }
}
