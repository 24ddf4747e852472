package io.github.maestroevents.delivery.internal.thread;

import io.github.maestroevents.spi.SafeLogger;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the library. It inherits nothing that the thread which builds it happens to have: it
 * is a daemon of normal priority, has no inherited thread locals, and the context class loader that
 * it is given. What nobody catches on it is logged.
 */
public final class EngineThread extends Thread {

  private static final SafeLogger LOG = SafeLogger.of(EngineThread.class);

  /**
   * Makes a thread that is not started.
   *
   * @param loader the context class loader: that of the publisher for which the thread works; null
   *     for that of the JVM
   */
  @SuppressWarnings("ThreadPriorityCheck") // not to rely on a priority, but not to inherit one
  public EngineThread(Runnable task, String name, @Nullable ClassLoader loader) {
    super(null, task, name, 0, false);
    setDaemon(true);
    setPriority(NORM_PRIORITY);
    setContextClassLoader(loader);
    setUncaughtExceptionHandler(EngineThread::logEnd);
  }

  /** Whether the caller runs on a thread of the library, of whichever publisher. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof EngineThread;
  }

  /**
   * A thread for the JVM to run when it shuts down, not started. It inherits nothing either, but
   * acts for the host: {@link #isCurrent} is false on it.
   */
  public static Thread hook(Runnable action, String name, @Nullable ClassLoader loader) {
    Thread hook = new Thread(null, action, name, 0, false);
    hook.setContextClassLoader(loader);
    return hook;
  }

  private static void logEnd(Thread thread, Throwable thrown) {
    LOG.error("Thread '{}' has ended by what nobody caught", thread.getName(), thrown);
  }
}
