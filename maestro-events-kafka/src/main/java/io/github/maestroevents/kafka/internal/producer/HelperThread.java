package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.config.ClientClasses;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The one daemon thread on which the publisher waits, so that the delivery thread never does:
 * Kafka's client looks topics up, and is made anew, on the thread that asks. The thread exists only
 * while there is something to wait for.
 */
public final class HelperThread implements AutoCloseable {

  private static final SafeLogger log = SafeLogger.of(HelperThread.class);

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor executor;

  /** Loads classes named in a configuration as the calling thread would, also when remaking. */
  public HelperThread() {
    this(Executors.defaultThreadFactory());
  }

  /**
   * With a thread of the factory's.
   *
   * @param threads makes the thread, which is named here; null from it means that there is none now
   */
  public HelperThread(ThreadFactory threads) {
    ClassLoader classLoader =
        ClientClasses.visibleFrom(Thread.currentThread().getContextClassLoader());
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = threads.newThread(work);
              if (thread == null) {
                return null;
              }
              thread.setName("maestro-events-kafka-helper");
              thread.setDaemon(true);
              thread.setContextClassLoader(classLoader);
              return thread;
            });
    executor.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs the work after the delay.
   *
   * @throws RejectedExecutionException after close
   */
  public void run(Runnable work, Duration delay) {
    Future<?> unused = alarm(work, delay);
  }

  /**
   * Runs the work after the delay unless that is cancelled before.
   *
   * @throws RejectedExecutionException after close
   */
  public Future<?> alarm(Runnable work, Duration delay) {
    return executor.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      // The executor would keep it to itself.
      log.error(
          "Batches that wait for Kafka met an unexpected failure. Their events are retried",
          ForeignFailure.of(e));
      throw e;
    }
  }

  public boolean isClosed() {
    return executor.isShutdown();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
