package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.intake.Admission;
import io.github.maestroevents.delivery.internal.thread.CallingThread;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DropListener;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Everything a host can set on a publisher, validated. */
public record EngineSettings(
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
    boolean deadLettersRejected,
    DropListener dropListener,
    CircuitListener circuitListener,
    DeliveryMetrics metrics,
    @Nullable JournalSettings journal,
    DeliveryClock clock) {

  /** The name of the delivery thread; other threads of the engine add to it. */
  public String threadName() {
    return CallingThread.PREFIX + LogText.id(name);
  }

  /** What is in force, for one line of the log. Nothing in it is secret. */
  public String inForce() {
    return "acceptance "
        + acceptance.level()
        + ", queue of "
        + queue.capacity()
        + " ("
        + queue.overflow()
        + "), batches of "
        + batch.maxEvents()
        + " events or "
        + batch.maxBytes()
        + " bytes after "
        + batch.linger()
        + ", "
        + inFlight.maxBatches()
        + " in flight, events of at most "
        + admission.rule().maxEventBytes()
        + " bytes, at most "
        + inFlight.maxEvents()
        + " events and "
        + inFlight.maxBytes()
        + " bytes held, "
        + attempts()
        + ", "
        + (journal == null ? "no journal" : "a journal (" + journal.policy().whenFull() + ")")
        + ", dead letters: "
        + deadLetterHandler;
  }

  private String attempts() {
    RetryPolicy unlimited = RetryPolicy.unlimited();
    if (retry.maxAttempts() < unlimited.maxAttempts()) {
      return retry.maxAttempts() + " attempts within " + retry.maxAge();
    }
    return retry.maxAge().equals(unlimited.maxAge())
        ? "attempts without limit"
        : "any number of attempts within " + retry.maxAge();
  }

  /** Whether {@code send} throws when the queue is full. The one rule of overflow. */
  public boolean rejectsOverflow() {
    return acceptance.level() != AcceptanceLevel.MEMORY
        || queue.overflow() == OverflowPolicy.REJECT
        || (journal != null && journal.policy().whenFull() == WhenFull.REJECT);
  }
}
