package io.github.maestroevents.status.internal.http;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the page's server: a bounded number of daemons, which end when they are idle, and
 * one that watches them. A request that takes longer than it may, since its client does not send or
 * does not read, is interrupted; that closes its connection. Who sends a request is not known
 * before its head is read: until then it has little time, and much less while others wait for a
 * thread. So connections that send nothing, or slowly, keep out nobody for long. When {@value
 * #MAX_WAITING} requests wait for a thread, a further one is refused by closing its connection.
 */
public final class ServerThreads implements Executor, AutoCloseable {

  private static final SafeLogger LOG = SafeLogger.of(ServerThreads.class);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
  private static final Duration STRANGER_LIMIT = Duration.ofSeconds(5);
  private static final Duration STRANGER_LIMIT_WHEN_BUSY = Duration.ofMillis(250);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(100);
  private static final int MAX_WAITING = 64;

  /**
   * What a thread does.
   *
   * @param beganNanos when, by the clock
   * @param deadlineNanos when it is overdue
   * @param isKnown whether it is for somebody who may see the page
   */
  private record Work(long beganNanos, long deadlineNanos, boolean isKnown) {}

  private final DeliveryClock clock;
  private final ThreadPoolExecutor pool;
  private final AtomicInteger number = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Map<Thread, Work> works = new ConcurrentHashMap<>();

  public ServerThreads(int most, DeliveryClock clock) {
    this.clock = clock;
    this.pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_LIMIT.toNanos(),
            TimeUnit.NANOSECONDS,
            waiting,
            task -> daemon(task, "maestro-events-status-" + number.incrementAndGet()));
    pool.allowCoreThreadTimeOut(true);
    daemon(this::watch, "maestro-events-status-watch").start();
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(() -> run(task));
  }

  /** Gives the work of this thread that long from now. */
  public void mayTake(Duration limit) {
    works.computeIfPresent(
        Thread.currentThread(),
        (thread, work) ->
            new Work(work.beganNanos(), clock.nanoTime() + limit.toNanos(), work.isKnown()));
  }

  /** The work of this thread is for somebody who may see the page. */
  public void isForSomebodyKnown() {
    works.computeIfPresent(
        Thread.currentThread(),
        (thread, work) ->
            new Work(work.beganNanos(), clock.nanoTime() + REQUEST_LIMIT.toNanos(), true));
  }

  private void run(Runnable task) {
    Thread thread = Thread.currentThread();
    long now = clock.nanoTime();
    works.put(thread, new Work(now, now + STRANGER_LIMIT.toNanos(), false));
    try {
      task.run();
    } catch (Throwable thrown) { // the JDK's server and the host's access; the thread goes on
      LOG.warn("A request for the status page failed", thrown);
    } finally {
      works.remove(thread);
      boolean unused = Thread.interrupted(); // it was meant for the work that is over
    }
  }

  private void watch() {
    try {
      while (!closed.await(WATCH_INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
        works.keySet().forEach(this::interruptIfOverdue);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the thread ends
    }
  }

  /** Inside the map's lock, so that the interrupt cannot hit the next work of that thread. */
  private void interruptIfOverdue(Thread thread) {
    works.computeIfPresent(
        thread,
        (overdue, work) -> {
          if (isOverdue(work, clock.nanoTime())) {
            overdue.interrupt();
          }
          return work;
        });
  }

  private boolean isOverdue(Work work, long now) {
    return now - work.deadlineNanos() > 0
        || (!work.isKnown()
            && !waiting.isEmpty()
            && now - work.beganNanos() > STRANGER_LIMIT_WHEN_BUSY.toNanos());
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
