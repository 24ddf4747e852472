package io.github.maestroevents.webhook.internal.call;

import io.github.maestroevents.webhook.internal.client.WebhookThreads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/**
 * How many requests may be on their way at once. Who finds no slot waits in line, without a thread.
 * Thread-safe; a short lock, nothing blocks.
 */
public final class RequestSlots {

  private final WebhookThreads threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  /** So many at once. */
  public RequestSlots(int slots, WebhookThreads threads) {
    this.free = slots;
    this.threads = threads;
  }

  /**
   * Runs the work on a request thread once there is a slot, which the work gives back by {@link
   * #release}.
   *
   * @throws RejectedExecutionException after close
   */
  void take(Runnable work) {
    synchronized (waiting) {
      if (free == 0) {
        waiting.add(work);
        return;
      }
      free--;
    }
    threads.run(work);
  }

  /** Gives a slot back, or to the first in line. */
  void release() {
    Runnable next;
    synchronized (waiting) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    try {
      threads.run(next);
    } catch (RejectedExecutionException closed) {
      // Whoever closes answers for what is left.
    }
  }
}
