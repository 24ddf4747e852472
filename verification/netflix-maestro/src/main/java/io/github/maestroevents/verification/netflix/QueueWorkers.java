package io.github.maestroevents.verification.netflix;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seventeen workers for updates and three for notifications, and the scans that bring them
 * messages. At the end workers are interrupted and not awaited, as in the server.
 */
final class QueueWorkers {

  private static final int BATCH = 100;
  private static final int FULL = 300;

  /** In the server a commit tells its own queue; here a quick scan does. */
  private static final long NOTICE_MILLIS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(QueueWorkers.class);

  private final QueueTable table;
  private final NotificationProcessor processor;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final List<ExecutorService> pools;
  private final AtomicInteger alive = new AtomicInteger();

  QueueWorkers(QueueTable table, NotificationProcessor processor, long scanMillis) {
    this.table = table;
    this.processor = processor;
    this.pools =
        List.of(
            start(QueueWorker.UPDATES, 17, NOTICE_MILLIS),
            start(QueueWorker.NOTIFICATIONS, 3, scanMillis));
    LOG.info("The server is up");
  }

  private ExecutorService start(int queue, int workers, long scanMillis) {
    BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    for (int i = 0; i < workers; i++) {
      QueueWorker worker = new QueueWorker(table, messages, scheduler, processor);
      alive.incrementAndGet();
      pool.execute(() -> live(worker));
    }
    scheduler.scheduleWithFixedDelay(
        () -> scan(queue, messages), scanMillis, scanMillis, TimeUnit.MILLISECONDS);
    return pool;
  }

  private void live(QueueWorker worker) {
    try {
      worker.run();
    } finally {
      LOG.info("A worker has ended, {} are left", alive.decrementAndGet());
    }
  }

  private void scan(int queue, BlockingQueue<Message> messages) {
    try {
      if (messages.size() < FULL) {
        messages.addAll(table.dequeue(queue, BATCH));
      }
    } catch (RuntimeException e) {
      LOG.warn("The scan of queue {} failed", queue, e);
    }
  }

  void shutdown() {
    LOG.info("The server stops with {} workers", alive.get());
    scheduler.shutdownNow();
    pools.forEach(ExecutorService::shutdownNow);
  }
}
