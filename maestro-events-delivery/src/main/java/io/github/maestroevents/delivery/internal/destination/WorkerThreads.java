package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.delivery.internal.thread.EngineThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes the threads on which publishers are called that block: daemons, named and numbered. */
final class WorkerThreads implements ThreadFactory {

  private final AtomicInteger number = new AtomicInteger();
  private final String name;
  private final @Nullable ClassLoader loader;

  /**
   * @param name of the delivery thread they work for
   * @param loader of the publisher they call
   */
  WorkerThreads(String name, @Nullable ClassLoader loader) {
    this.name = name;
    this.loader = loader;
  }

  @Override
  public Thread newThread(Runnable task) {
    return new EngineThread(task, name + "-worker-" + number.incrementAndGet(), loader);
  }
}
