package io.github.maestroevents.webhook.internal.client;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The daemon threads on which requests are written, signed and begun, so that the delivery thread
 * never is: the client resolves names on the thread that asks, and that may take long. They exist
 * while there is work for them. One more thread keeps the time. The client makes its own threads
 * for the network by {@link #factory}, which live as long as it does.
 */
public final class WebhookThreads implements AutoCloseable {

  /** More would only wait for the same name server. */
  private static final int REQUEST_THREADS = 4;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor requests;
  private final ScheduledThreadPoolExecutor alarms;

  public WebhookThreads() {
    requests =
        new ThreadPoolExecutor(
            REQUEST_THREADS,
            REQUEST_THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(), // holds no more than the batches in flight
            factory("maestro-events-webhook-request"));
    requests.allowCoreThreadTimeOut(true);
    alarms = new ScheduledThreadPoolExecutor(1, factory("maestro-events-webhook-timer"));
    alarms.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    alarms.allowCoreThreadTimeOut(true);
    alarms.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a piece of work soon.
   *
   * @throws RejectedExecutionException after close
   */
  public void run(Runnable work) {
    requests.execute(work);
  }

  /**
   * Runs something short after the delay, unless that is cancelled before.
   *
   * @throws RejectedExecutionException after close
   */
  public Future<?> alarm(Runnable action, Duration delay) {
    return alarms.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    requests.shutdownNow();
    alarms.shutdownNow();
  }

  static ThreadFactory factory(String name) {
    return work -> {
      Thread thread = Executors.defaultThreadFactory().newThread(work);
      thread.setName(name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
