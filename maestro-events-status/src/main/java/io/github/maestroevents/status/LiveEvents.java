package io.github.maestroevents.status;

import io.github.maestroevents.status.internal.http.Pieces;
import io.github.maestroevents.status.internal.http.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Sends what is new to each reader, about once a second, as server-sent events: the history in
 * messages of some hundred rows at first. A reader that does not take a piece in time loses the
 * connection, and one that may not read any more is told nothing more. The readers' own threads run
 * this.
 */
final class LiveEvents {

  /** How many streams one reader at one address has at most. */
  static final int MAX_STREAMS = 6;

  private static final Duration GRACE = Duration.ofSeconds(15);

  /** The browser comes back at once, and has to say again who it is. */
  private static final int MAX_EVENTS = 900;

  private final int most;
  private final Duration interval;
  private final ServerThreads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below: guarded by the lock.
  private final Map<String, Integer> readers = new HashMap<>();
  private int streams;
  private long logouts;
  private boolean closed;

  LiveEvents(int most, Duration interval, ServerThreads threads) {
    this.most = most;
    this.interval = interval;
    this.threads = threads;
  }

  /** Takes a place for this reader, if there is one; {@link #leave} gives it back. */
  boolean enter(String reader) {
    lock.lock();
    try {
      int hers = readers.getOrDefault(reader, 0);
      if (streams >= most || hers >= MAX_STREAMS) {
        return false;
      }
      streams++;
      readers.put(reader, hers + 1);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave(String reader) {
    lock.lock();
    try {
      streams--;
      readers.computeIfPresent(reader, (name, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  /** How many more readers may come. */
  int free() {
    lock.lock();
    try {
      return most - streams;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until the reader has gone, or was told for a quarter of an hour, or may not read any
   * more, or the server ends.
   */
  void write(OutputStream out, Watching watching, BooleanSupplier mayRead) throws IOException {
    try {
      for (int sent = 0; sent < MAX_EVENTS; sent++) {
        long known = logouts();
        if (!mayRead.getAsBoolean()) {
          return;
        }
        Pieces.write("data: " + watching.next() + "\n\n", out, threads);
        threads.mayTake(interval.plus(GRACE));
        if (!watching.hasMore() && !pause(known)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    }
  }

  private long logouts() {
    lock.lock();
    try {
      return logouts;
    } finally {
      lock.unlock();
    }
  }

  /** Until the next figures are due, or somebody has logged out; false if the server ends. */
  private boolean pause(long known) throws InterruptedException {
    lock.lock();
    try {
      long left = interval.toNanos();
      while (left > 0 && !closed && logouts == known) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Lets all readers prove at once that they may still read. */
  void somebodyLoggedOut() {
    lock.lock();
    try {
      logouts++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
