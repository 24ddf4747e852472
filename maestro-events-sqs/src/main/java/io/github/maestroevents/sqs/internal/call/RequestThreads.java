package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.sqs.internal.client.SdkClasses;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The daemon threads on which the SDKs are called, so that the delivery thread never is: SDK 1
 * blocks for the whole request, SDK 2 while it finds credentials, and both sign and copy for longer
 * than a delivery thread should be kept. Threads exist only while there is work for them; when all
 * are at work, requests wait for one, no longer than their batch. One more thread keeps the time.
 */
public final class RequestThreads implements AutoCloseable {

  /**
   * Requests at once: {@value}, as many as both SDKs make connections by default. Sources: SDK 1,
   * {@code ClientConfiguration.DEFAULT_MAX_CONNECTIONS}; SDK 2, {@code
   * SdkHttpConfigurationOption.MAX_CONNECTIONS}.
   */
  public static final int MAX_THREADS = 50;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor requests;
  private final ScheduledThreadPoolExecutor alarms;

  public RequestThreads() {
    // SDKs find credentials and HTTP clients by the class loader of the thread that asks.
    ClassLoader classLoader = SdkClasses.visible();
    requests =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new IdleThreadFirst(),
            threads("maestro-events-sqs-request", classLoader),
            RequestThreads::waitForThread);
    alarms = new ScheduledThreadPoolExecutor(1, threads("maestro-events-sqs-timer", classLoader));
    alarms.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    alarms.allowCoreThreadTimeOut(true);
    alarms.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a request on a thread that is idle, on a new one, or on the next of {@value #MAX_THREADS}
   * to be free.
   *
   * @throws RejectedExecutionException after close
   */
  void run(Runnable request) {
    requests.execute(request);
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

  private static void waitForThread(Runnable request, ThreadPoolExecutor requests) {
    if (requests.isShutdown()) {
      throw new RejectedExecutionException("closed");
    }
    ((IdleThreadFirst) requests.getQueue()).put(request);
  }

  /**
   * Refuses a request that no idle thread waits for, so that the pool makes a thread; {@code put}
   * takes it all the same, when the pool may make no more.
   */
  private static final class IdleThreadFirst extends LinkedTransferQueue<Runnable> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable request) {
      return tryTransfer(request);
    }
  }

  private static ThreadFactory threads(String name, ClassLoader classLoader) {
    return work -> {
      Thread thread = Executors.defaultThreadFactory().newThread(work);
      thread.setName(name);
      thread.setDaemon(true);
      thread.setContextClassLoader(classLoader);
      return thread;
    };
  }
}
