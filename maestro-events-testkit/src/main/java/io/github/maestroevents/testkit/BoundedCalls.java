package io.github.maestroevents.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Calls into a publisher that may hang, each on a thread of its own and with a deadline, so that a
 * broken publisher fails a rule and never the build. Its threads are daemons; {@link #close}
 * interrupts them and does not wait.
 */
final class BoundedCalls implements AutoCloseable {

  private static final long POLL_MILLIS = 5;

  /**
   * The context class loader of the calling threads. Threads inherit it from the thread that starts
   * them, which tells the threads of the publisher from all others in the JVM.
   */
  private final ClassLoader mark = new Mark(BoundedCalls.class.getClassLoader());

  private final Set<Thread> own = ConcurrentHashMap.newKeySet();
  private final ExecutorService callers = Executors.newCachedThreadPool(this::daemon);
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(this::daemon);

  /** A call that may throw anything. */
  @FunctionalInterface
  interface Call {
    void run() throws Exception;
  }

  /** Runs the call and throws what it throws; fails when it takes longer than {@code limit}. */
  void within(Duration limit, String what, Call call) {
    Object unused =
        within(
            limit,
            what,
            () -> {
              call.run();
              return what;
            });
  }

  /** Runs the call, returns or throws what it does; fails when it takes longer. */
  <T> T within(Duration limit, String what, Callable<T> call) {
    return resultOf(callers.submit(call), limit, what);
  }

  /** Starts all calls at the same moment, and returns when the last of them has ended. */
  <T> List<T> together(Duration limit, String what, List<? extends Callable<T>> calls) {
    List<Future<T>> results = startTogether(calls);
    List<T> values = new ArrayList<>();
    results.forEach(result -> values.add(resultOf(result, limit, what)));
    return values;
  }

  /** Starts all calls at the same moment and does not wait for them. */
  <T> List<Future<T>> startTogether(List<? extends Callable<T>> calls) {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Future<T>> results = new ArrayList<>();
    for (Callable<T> call : calls) {
      results.add(
          callers.submit(
              () -> {
                start.await();
                return call.call();
              }));
    }
    return results;
  }

  /** Waits for the result of a started call; throws what the call threw. */
  static <T> T resultOf(Future<T> result, Duration limit, String what) {
    try {
      return result.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      boolean unused = result.cancel(true);
      throw new AssertionError(what + " took longer than " + limit, e);
    } catch (ExecutionException e) {
      throw Sneaky.<RuntimeException>asUnchecked(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting: " + what, e);
    }
  }

  /** Reads until the state is as wanted or the limit is over, and returns what it read last. */
  <T> T readUntil(Duration limit, Callable<T> read, Predicate<T> wanted) {
    CompletableFuture<T> found = new CompletableFuture<>();
    Future<?> polling =
        poller.scheduleWithFixedDelay(
            () -> {
              try {
                T value = read.call();
                if (wanted.test(value)) {
                  found.complete(value);
                }
              } catch (Throwable e) { // a fault of the test bed ends the wait and is shown
                found.completeExceptionally(e);
              }
            },
            0,
            POLL_MILLIS,
            TimeUnit.MILLISECONDS);
    try {
      return found.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return within(limit, "Reading the destination", read);
    } catch (ExecutionException e) {
      throw new AssertionError("The destination cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while reading the destination", e);
    } finally {
      polling.cancel(true);
    }
  }

  @Override
  public void close() {
    callers.shutdownNow();
    poller.shutdownNow();
  }

  /** Threads alive that were started, directly or not, by what was called. */
  List<Thread> startedThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() == mark && !own.contains(thread))
        .toList();
  }

  private Thread daemon(Runnable work) {
    Thread thread = Executors.defaultThreadFactory().newThread(work);
    thread.setDaemon(true);
    thread.setContextClassLoader(mark);
    own.add(thread);
    return thread;
  }

  /** Loads what its parent loads; only its identity matters. */
  private static final class Mark extends ClassLoader {
    Mark(ClassLoader parent) {
      super(parent);
    }
  }
}
