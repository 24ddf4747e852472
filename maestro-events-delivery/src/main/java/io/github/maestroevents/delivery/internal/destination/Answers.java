package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The second hand-off: answers of the destination, from its threads to the delivery thread. Bounded
 * by the number of batches in flight: a batch stands here once, however many of its events have
 * been answered since the delivery thread last looked at it.
 *
 * <p>The delivery thread is woken only if it said that it waits for an answer; the host's threads
 * never pay for it.
 */
public final class Answers {

  private final ConcurrentLinkedQueue<InFlightBatch> answered = new ConcurrentLinkedQueue<>();

  /** Tells the destination's threads that the delivery thread parks for want of an answer. */
  private volatile boolean awaited;

  /** Set before the first batch leaves, by the publisher that owns the delivery thread. */
  private volatile Runnable wakeUp = () -> {};

  public void onAwaited(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  /** Takes the answer to one event in. Any thread; never blocks. */
  public void give(InFlightBatch batch, int event, DeliveryOutcome outcome) {
    if (!batch.answer(event, outcome)) {
      return; // a second answer, or one after the time-out
    }
    if (batch.announces()) {
      answered.add(batch);
      if (awaited) {
        wakeUp.run();
      }
    }
  }

  /** The next batch with answers that were not looked at, or null. Delivery thread only. */
  public @Nullable InFlightBatch next() {
    InFlightBatch batch = answered.poll();
    if (batch != null) {
      batch.lookedAt(); // before its outcomes are read, so that no answer falls between
    }
    return batch;
  }

  /**
   * Says whether the delivery thread waits for an answer. Delivery thread only, before it parks; it
   * then looks once more, so that no answer falls between.
   */
  public void await(boolean waits) {
    if (awaited != waits) {
      awaited = waits;
    }
  }

  public boolean isEmpty() {
    return answered.isEmpty();
  }
}
