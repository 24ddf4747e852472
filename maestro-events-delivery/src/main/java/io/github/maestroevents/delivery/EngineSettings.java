package io.github.maestroevents.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Everything a host can set on a publisher, validated. */
record EngineSettings(
    String name,
    AcceptancePolicy acceptance,
    Admission admission,
    QueuePolicy queue,
    BatchPolicy batch,
    InFlightPolicy inFlight,
    RetryPolicy retry,
    CircuitBreakerPolicy circuitBreaker,
    @Nullable Duration batchTimeout,
    Duration closeTimeout,
    boolean closeOnShutdown,
    DeadLetterHandler deadLetterHandler,
    DropListener dropListener,
    CircuitListener circuitListener,
    @Nullable JournalSettings journal,
    DeliveryClock clock) {}
