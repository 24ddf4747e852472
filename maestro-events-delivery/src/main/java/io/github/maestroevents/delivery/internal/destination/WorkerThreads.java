package io.github.maestroevents.delivery.internal.destination;

import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads on which publishers are called that block: daemons, named and numbered. */
final class WorkerThreads implements ThreadFactory {

  private final ThreadFactory plain = Executors.defaultThreadFactory();
  private final AtomicInteger number = new AtomicInteger();
  private final String name;

  /**
   * @param name of the delivery thread they work for
   */
  WorkerThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = plain.newThread(task);
    thread.setName(name + "-worker-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
