package io.github.maestroevents.benchmarks.journal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Another contender, on a thread of its own: the caller hands each commit over and waits for it.
 * What is lost by that is lost to every sender whose wait for a disk has an end.
 */
final class HandedOver implements CommitLoop.Commit, AutoCloseable {

  private static final long TIMEOUT_SECONDS = 60;

  private final CommitLoop.Commit contender;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  HandedOver(CommitLoop.Commit contender) {
    this.contender = contender;
  }

  @Override
  public void run(int events) throws Exception {
    Future<?> commit =
        thread.submit(
            () -> {
              contender.run(events);
              return null;
            });
    try {
      commit.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A commit failed", e.getCause());
    }
  }

  /** Returns when the thread has ended. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The thread of the commits did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the thread of the commits ended", e);
    }
  }
}
