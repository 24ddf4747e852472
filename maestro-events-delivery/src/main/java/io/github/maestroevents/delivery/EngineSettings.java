package io.github.maestroevents.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Everything a host can set on a publisher, validated. */
record EngineSettings(
    String name,
    QueuePolicy queue,
    BatchPolicy batch,
    InFlightPolicy inFlight,
    RetryPolicy retry,
    @Nullable Duration batchTimeout,
    Duration closeTimeout,
    DeadLetterHandler deadLetterHandler,
    DropListener dropListener,
    DeliveryClock clock) {}
