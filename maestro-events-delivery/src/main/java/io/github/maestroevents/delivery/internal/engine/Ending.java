package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
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
 * delivery thread that is held is interrupted, and left behind if that does not help. Any thread; a
 * timer of the JDK keeps the bounds, so that they hold also where nobody waits.
 */
public final class Ending {

  private final String destination;
  private final DeliveryThread thread;
  private final Supplier<DeliveryStats> stats;
  private final LongSupplier deadLetterNanos;
  private final Logger log;

  /** Completed when the delivery thread has ended, or is waited for no longer. */
  private final CompletableFuture<Void> over = new CompletableFuture<>();

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
    this.destination = destination;
    this.thread = thread;
    this.stats = stats;
    this.deadLetterNanos = deadLetterNanos;
    this.log = log;
    thread.onEnd(() -> over.complete(null));
  }

  /** From now on the end comes at the latest after this time and {@link TimeLimits#CLOSE_GRACE}. */
  public void comesWithin(long nanos) {
    after(Nanos.sum(nanos, TimeLimits.CLOSE_GRACE_NANOS), this::interrupt);
  }

  private void interrupt() {
    thread.interrupt();
    after(
        Nanos.sum(TimeLimits.INTERRUPT_GRACE_NANOS, deadLetterNanos.getAsLong()),
        this::leaveBehind);
  }

  private void leaveBehind() {
    if (over.complete(null)) {
      log.error(
          "The delivery thread of destination '{}' is held by the publisher and did not end; left"
              + " behind: {}",
          destination,
          stats.get());
    }
  }

  /** The timer is forgotten when the end comes first. */
  private void after(long nanos, Runnable action) {
    CompletableFuture<Void> unused =
        over.copy()
            .orTimeout(nanos, TimeUnit.NANOSECONDS)
            .whenComplete(
                (ended, late) -> {
                  if (late != null) {
                    action.run();
                  }
                });
  }

  /** Waits for the end, which somebody has to have bounded. */
  public void await() throws InterruptedException {
    try {
      over.get(Nanos.FOREVER, TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException never) {
      throw new IllegalStateException("The end is a fact, and bounded", never);
    }
  }

  /** Completes with the end; nobody else can complete it. */
  public CompletionStage<DeliveryStats> stage() {
    return over.thenApply(ended -> stats.get()).minimalCompletionStage();
  }
}
