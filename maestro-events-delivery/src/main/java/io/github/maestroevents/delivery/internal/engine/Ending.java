package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.thread.Watch;
import io.github.maestroevents.delivery.internal.thread.Watched;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * The end of a publisher, for those who wait for it. Bounded from the moment somebody closes: a
 * delivery thread that is held is interrupted, and left behind if that does not help. Any thread;
 * whoever waits keeps the bounds, and the watch keeps them where nobody waits. A timer of the JDK
 * would do, but its thread would hold the class loader of the first publisher for ever.
 */
public final class Ending implements Watched {

  private final String destination;
  private final DeliveryThread thread;
  private final Supplier<DeliveryStats> stats;
  private final LongSupplier deadLetterNanos;
  private final SafeLogger log;
  private final DeliveryClock clock;

  /** Completed when the delivery thread has ended, or is waited for no longer. */
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /**
   * Whether somebody has closed; the next is meaningless before. Guarded by this, as is the rest.
   */
  private boolean bounded;

  /** When the thread is interrupted; once it was, when it is left behind. */
  private long boundNanos;

  private boolean interrupted;

  /**
   * The end of a publisher.
   *
   * @param deadLetterNanos how long dead letters may take that go to another publisher
   */
  public Ending(
      String destination,
      DeliveryThread thread,
      Supplier<DeliveryStats> stats,
      LongSupplier deadLetterNanos,
      Logger log) {
    this(destination, thread, stats, deadLetterNanos, log, DeliveryClock.system());
  }

  Ending(
      String destination,
      DeliveryThread thread,
      Supplier<DeliveryStats> stats,
      LongSupplier deadLetterNanos,
      Logger log,
      DeliveryClock clock) {
    this.destination = destination;
    this.thread = thread;
    this.stats = stats;
    this.deadLetterNanos = deadLetterNanos;
    this.log = SafeLogger.of(log);
    this.clock = clock;
    thread.onEnd(this::isOver);
  }

  private void isOver() {
    Watch.shared().deregister(this);
    over.complete(null);
  }

  /** From now on the end comes at the latest after this time and {@link TimeLimits#CLOSE_GRACE}. */
  public synchronized void comesWithin(long nanos) {
    long bound = clock.nanoTime() + Nanos.sum(nanos, TimeLimits.CLOSE_GRACE_NANOS);
    if (!bounded) {
      bounded = true;
      boundNanos = bound;
      Watch.shared().register(this);
      if (over.isDone()) {
        Watch.shared().deregister(this);
      }
    } else if (!interrupted && bound - boundNanos < 0) {
      boundNanos = bound;
    }
  }

  @Override
  public void look(long watchNanos) {
    keepBound();
  }

  private synchronized void keepBound() {
    if (!bounded || over.isDone() || clock.nanoTime() - boundNanos < 0) {
      return;
    }
    if (interrupted) {
      leaveBehind();
      return;
    }
    interrupted = true;
    boundNanos =
        clock.nanoTime() + Nanos.sum(TimeLimits.INTERRUPT_GRACE_NANOS, deadLetterNanos.getAsLong());
    thread.interrupt();
  }

  private void leaveBehind() {
    Watch.shared().deregister(this);
    if (over.complete(null)) {
      log.error(
          "The delivery thread of destination '{}' is held by the publisher and did not end; left"
              + " behind: {}",
          destination,
          stats.get());
    }
  }

  /** Waits for the end, which somebody has to have bounded. */
  public void await() throws InterruptedException {
    while (!over.isDone()) {
      try {
        over.get(TimeLimits.WATCH_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        keepBound();
      } catch (ExecutionException never) {
        throw new IllegalStateException("The end is a fact", never);
      }
    }
  }

  /** Completes with the end; nobody else can complete it. */
  public CompletionStage<DeliveryStats> stage() {
    return over.thenApply(ended -> stats.get()).minimalCompletionStage();
  }
}
