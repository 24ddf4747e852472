package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.BatchResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A batch the destination has and has not answered for. It is answered once, from any thread;
 * everything else is confined to the delivery thread.
 */
public final class InFlightBatch {

  /** What the destination said: a result, or the failure that came in its place. */
  public record Answer(@Nullable BatchResult result, @Nullable Throwable failure) {}

  public final List<PendingEvent> events;
  public final long dispatchedNanos;
  public final long deadlineNanos;

  /** Whether its time was over when an answer was just coming in. */
  public boolean overdue;

  /** The call that works on the batch, for a publisher that blocks; null otherwise. */
  @Nullable WorkerCall call;

  /** Publishes the first answer from the destination's thread to the delivery thread. */
  private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

  public InFlightBatch(List<PendingEvent> events, long dispatchedNanos, long deadlineNanos) {
    this.events = events;
    this.dispatchedNanos = dispatchedNanos;
    this.deadlineNanos = deadlineNanos;
  }

  /** Keeps the first answer. Returns false for any further one, which changes nothing. */
  public boolean answer(@Nullable BatchResult result, @Nullable Throwable failure) {
    return answer.compareAndSet(null, new Answer(result, failure));
  }

  public @Nullable Answer answer() {
    return answer.get();
  }
}
