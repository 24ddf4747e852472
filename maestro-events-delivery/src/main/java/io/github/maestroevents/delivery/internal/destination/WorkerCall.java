package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a publisher that blocks, on a worker thread; the delivery thread may interrupt it.
 */
final class WorkerCall implements Runnable {

  private final MaestroNotificationPublisher publisher;
  private final InFlightBatch batch;
  private final Answers answers;
  private final Runnable whenDone;

  /** The thread inside the publisher. Guarded by this, so that no other call is interrupted. */
  private @Nullable Thread worker;

  /** Whether the engine has given the call up before it began. Guarded by this. */
  private boolean abandoned;

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
    if (!enter()) {
      whenDone.run();
      return;
    }
    DeliveryOutcome outcome = outcomeOfSend();
    leave();
    whenDone.run();
    answers.give(batch, BatchResult.all(1, outcome), null);
  }

  private DeliveryOutcome outcomeOfSend() {
    try {
      publisher.send(batch.events.get(0).event());
      return DeliveryOutcome.delivered();
    } catch (PermanentDeliveryException | PublisherClosedException never) {
      return DeliveryOutcome.rejected(never);
    } catch (Throwable thrown) { // an Error as well: the engine outlives its sinks
      return DeliveryOutcome.retryLater(thrown);
    }
  }

  private synchronized boolean enter() {
    worker = Thread.currentThread();
    return !abandoned;
  }

  private synchronized void leave() {
    worker = null;
    Thread.interrupted(); // an interrupt of this call must not reach the worker's next one
  }

  /**
   * Interrupts the call if it is under way, and keeps it from beginning if not. Delivery thread.
   */
  synchronized void giveUp() {
    abandoned = true;
    if (worker != null) {
      worker.interrupt();
    }
  }
}
