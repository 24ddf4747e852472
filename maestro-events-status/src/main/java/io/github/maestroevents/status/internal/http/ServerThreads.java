package io.github.maestroevents.status.internal.http;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the page's server: a bounded number of daemons, which end when they are idle, and
 * one that watches them. A request that takes longer than it may, since its client does not send or
 * does not read, is interrupted; that closes its connection. When all threads are busy, a further
 * request is refused by closing its connection.
 */
public final class ServerThreads implements Executor, AutoCloseable {

  private static final SafeLogger LOG = SafeLogger.of(ServerThreads.class);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

  private final DeliveryClock clock;
  private final ThreadPoolExecutor pool;
  private final AtomicInteger number = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** When the work of a thread is overdue, by the clock's nanoseconds. */
  private final Map<Thread, Long> deadlines = new ConcurrentHashMap<>();

  public ServerThreads(int most, DeliveryClock clock) {
    this.clock = clock;
    this.pool =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_LIMIT.toNanos(),
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "maestro-events-status-" + number.incrementAndGet()));
    daemon(this::watch, "maestro-events-status-watch").start();
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(() -> run(task));
  }

  /** Gives the work of this thread that long from now. */
  public void mayTake(Duration limit) {
    deadlines.computeIfPresent(
        Thread.currentThread(), (thread, deadline) -> clock.nanoTime() + limit.toNanos());
  }

  private void run(Runnable task) {
    Thread thread = Thread.currentThread();
    deadlines.put(thread, clock.nanoTime() + REQUEST_LIMIT.toNanos());
    try {
      task.run();
    } catch (Throwable thrown) { // the JDK's server and the host's access; the thread goes on
      LOG.warn("A request for the status page failed", thrown);
    } finally {
      deadlines.remove(thread);
      boolean unused = Thread.interrupted(); // it was meant for the work that is over
    }
  }

  private void watch() {
    try {
      while (!closed.await(WATCH_INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
        deadlines.keySet().forEach(this::interruptIfOverdue);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the thread ends
    }
  }

  /** Inside the map's lock, so that the interrupt cannot hit the next work of that thread. */
  private void interruptIfOverdue(Thread thread) {
    deadlines.computeIfPresent(
        thread,
        (overdue, deadline) -> {
          if (clock.nanoTime() - deadline > 0) {
            overdue.interrupt();
          }
          return deadline;
        });
  }

  /** Interrupts all work. Does not wait for it. */
  @Override
  public void close() {
    closed.countDown();
    pool.shutdownNow();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }
}
