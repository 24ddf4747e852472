package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened and belongs to nobody yet. If the opening fails, all of it is closed again, the
 * last first. Confined to one thread.
 */
final class Held {

  private static final SafeLogger LOG = SafeLogger.of(Held.class);

  private record One(AutoCloseable opened, String what) {}

  private final Deque<One> opened = new ArrayDeque<>();

  /**
   * @param what for people, if it cannot be closed
   */
  void add(AutoCloseable closeable, String what) {
    opened.push(new One(closeable, what));
  }

  /** This one has an owner from here on. */
  void handOver(Object closeable) {
    opened.removeIf(one -> one.opened == closeable);
  }

  /** They have an owner from here on. */
  void handOver() {
    opened.clear();
  }

  /** Closes all, whatever each of them throws; that is told with the failure. */
  void closeAll(Throwable failure) {
    while (!opened.isEmpty()) {
      One one = opened.pop();
      try {
        one.opened.close();
      } catch (Throwable thrown) { // anybody's code; the others must be closed all the same
        LOG.warn("Closing {} again failed: {}", LogText.id(one.what), ForeignText.of(thrown));
        failure.addSuppressed(ForeignText.withoutWords(thrown));
        if (thrown instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
