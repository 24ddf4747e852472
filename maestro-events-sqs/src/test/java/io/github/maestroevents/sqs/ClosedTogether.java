package io.github.maestroevents.sqs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the tests of a class have opened, closed side by side after the last of them: closing a
 * client of SDK 2 takes two seconds.
 */
final class ClosedTogether implements AutoCloseable {

  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  /** Returns it, and closes it later. */
  <T extends AutoCloseable> T opened(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  /** Fails as the first of them that cannot be closed. */
  @Override
  public void close() {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompletableFuture.allOf(
              opened.stream()
                  .map(one -> CompletableFuture.runAsync(() -> close(one), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new AssertionError("Cannot be closed: " + closeable, e);
    }
  }
}
