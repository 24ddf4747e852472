package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A publisher that blocks its caller, such as a lambda, called one event at a time on worker
 * threads of its own. Since a lane has one batch in flight at most, the workers keep the order per
 * key.
 *
 * <p>A call that outlasts its time is interrupted. If it does not end even so, its worker is lost
 * until it does; when all are lost, nothing is dispatched and the queue's overflow policy decides.
 */
public final class PlainDestination implements Destination {

  private static final BatchLimits ONE_AT_A_TIME = BatchLimits.ofEvents(1);

  private final MaestroNotificationPublisher publisher;
  private final Answers answers;
  private final int workers;

  private final ThreadPoolExecutor executor;

  /** Workers inside the publisher: counted up on the delivery thread, down on the worker. */
  private final AtomicInteger busy = new AtomicInteger();

  public PlainDestination(
      MaestroNotificationPublisher publisher, Answers answers, int workers, String threadName) {
    this.publisher = publisher;
    this.answers = answers;
    this.workers = workers;
    this.executor =
        new ThreadPoolExecutor(
            0,
            Integer
                .MAX_VALUE, // bounded by hasRoom(), which also sees the worker that is just ending
            TimeLimits.IDLE_WORKER_NANOS,
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            new WorkerThreads(threadName, publisher.getClass().getClassLoader()));
  }

  @Override
  public BatchLimits limits() {
    return ONE_AT_A_TIME;
  }

  @Override
  public long defaultTimeoutNanos() {
    return BatchNotificationPublisher.DEFAULT_COMPLETION_TIMEOUT.toNanos();
  }

  @Override
  public boolean takesBytes() {
    return false;
  }

  @Override
  public boolean hasRoom() {
    return busy.get() < workers;
  }

  @Override
  public void dispatch(InFlightBatch batch) {
    busy.incrementAndGet();
    WorkerCall call = new WorkerCall(publisher, batch, answers, busy::decrementAndGet);
    batch.heldBy(call);
    try {
      executor.execute(call);
    } catch (Throwable thrown) { // no thread to be had, say
      busy.decrementAndGet();
      answers.give(batch, 0, DeliveryOutcome.retryLater(thrown).notDelivered());
    }
  }

  /** Interrupts calls that still run, then closes the publisher. */
  @Override
  public void close() {
    executor.shutdownNow();
    publisher.close();
  }
}
