package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.spi.BatchResult;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The second hand-off: answers of the destination, from its threads to the delivery thread. Bounded
 * by the number of batches in flight, since each batch gets in once.
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

  /** Takes an answer in. Any thread; never blocks and never throws. */
  public void give(InFlightBatch batch, @Nullable BatchResult result, @Nullable Throwable failure) {
    if (!batch.answer(result, failure)) {
      return; // a second answer, or one after the time-out
    }
    answered.add(batch);
    if (awaited) {
      wakeUp.run();
    }
  }

  /** The next batch that was answered, or null. Delivery thread only. */
  public @Nullable InFlightBatch next() {
    return answered.poll();
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
