package io.github.maestroevents.benchmarks.sqs;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** So many calls under way at once, and no more. One thread calls, any thread answers. */
final class InFlight {

  private static final long PATIENCE_SECONDS = 60;

  private final int most;
  private final Semaphore room;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  InFlight(int most) {
    this.most = most;
    this.room = new Semaphore(most);
  }

  /** Waits for room for one more. */
  void begin() {
    acquire(1);
  }

  /** Makes room when the stage completes. */
  void end(CompletionStage<?> stage) {
    CompletionStage<?> unused =
        stage.whenComplete(
            (answer, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
              room.release();
            });
  }

  /**
   * Waits for all.
   *
   * @throws IllegalStateException if one of them failed
   */
  void awaitAll() {
    acquire(most);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("A request failed", thrown);
    }
  }

  private void acquire(int permits) {
    try {
      if (!room.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("No answer within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The race was interrupted", e);
    }
  }
}
