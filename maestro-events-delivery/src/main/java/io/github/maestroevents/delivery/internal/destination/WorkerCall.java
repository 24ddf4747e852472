package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a publisher that blocks, on a worker thread; the delivery thread may interrupt it.
 */
final class WorkerCall implements Runnable, InFlightBatch.Hold {

  private final MaestroNotificationPublisher publisher;
  private final Answers answers;
  private final Runnable whenDone;

  /** The batch to answer for; null when the engine waits for it no longer. Guarded by this. */
  private @Nullable InFlightBatch batch;

  /** The thread inside the publisher. Guarded by this, so that no other call is interrupted. */
  private @Nullable Thread worker;

  WorkerCall(
      MaestroNotificationPublisher publisher,
      InFlightBatch batch,
      Answers answers,
      Runnable whenDone) {
    this.publisher = publisher;
    this.batch = batch;
    this.answers = answers;
    this.whenDone = whenDone;
  }

  @Override
  public void run() {
    InFlightBatch entered = enter();
    if (entered == null) {
      whenDone.run();
      return;
    }
    DeliveryOutcome outcome = outcomeOfSend(entered.events().get(0));
    InFlightBatch awaited = leave();
    whenDone.run();
    if (awaited != null) {
      answers.give(awaited, 0, outcome);
    }
  }

  private DeliveryOutcome outcomeOfSend(PendingEvent event) {
    try {
      publisher.send(event.event());
      return DeliveryOutcome.delivered();
    } catch (PermanentDeliveryException | PublisherClosedException never) {
      return DeliveryOutcome.rejected(never);
    } catch (Throwable thrown) { // an Error as well: the engine outlives its sinks
      return DeliveryOutcome.retryLater(thrown);
    }
  }

  private synchronized @Nullable InFlightBatch enter() {
    worker = Thread.currentThread();
    return batch;
  }

  private synchronized @Nullable InFlightBatch leave() {
    worker = null;
    Thread.interrupted(); // an interrupt of this call must not reach the worker's next one
    return batch;
  }

  /** Interrupts the call if it is under way, and keeps it from beginning if not. */
  @Override
  public synchronized void letGo() {
    batch = null;
    if (worker != null) {
      worker.interrupt();
    }
  }
}
