package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.thread.CallingThread;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link DeliveryLoop} until it has finished: takes a turn, parks until the next is due, at
 * most for a few milliseconds, to look into the queue. A daemon, so that it never keeps a JVM
 * alive.
 */
public final class DeliveryThread {

  private final DeliveryLoop loop;
  private final DeliveryClock clock;
  private final DeliveryLog log;
  private final long longestParkNanos;
  private final Thread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Set before the thread starts. */
  private @Nullable StartGate gate;

  public DeliveryThread(
      String name, DeliveryLoop loop, DeliveryClock clock, DeliveryLog log, long longestParkNanos) {
    this.loop = loop;
    this.clock = clock;
    this.log = log;
    this.longestParkNanos = longestParkNanos;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  /** A thread that has not been started, for the JVM to run when it shuts down. */
  public Thread hook(Runnable action) {
    return new Thread(action, thread.getName() + CallingThread.SHUTDOWN_SUFFIX);
  }

  /** Starts the thread, which begins when the gate opens. */
  public void start(StartGate gate) {
    this.gate = gate;
    thread.start();
  }

  private void run() {
    if (gate != null && !gate.lets()) {
      return;
    }
    boolean inOrder = false;
    try {
      while (!loop.isFinished()) {
        long parkNanos = turn();
        if (!loop.isFinished() && !loop.hasAnswers()) {
          LockSupport.parkNanos(this, Math.min(parkNanos, longestParkNanos));
        }
        Thread.interrupted(); // an interrupt has done its work by waking; kept, it would spin the
        // loop
      }
      CallingThread.ending(loop::terminate);
      inOrder = true;
    } finally {
      if (!inOrder) {
        loop.fail();
      }
      ended.complete(null);
    }
  }

  private long turn() {
    long now = clock.nanoTime();
    try {
      return loop.runOnce(now) - now;
    } catch (Throwable thrown) { // a bug of ours, or no memory: the other events still want to go
      log.turnFailed(thrown, now);
      return longestParkNanos;
    }
  }

  /** Ends the current park, or the next. Any thread; costs microseconds. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** Tries to free the thread from a destination that blocks it. Any thread. */
  public void interrupt() {
    thread.interrupt();
  }

  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Runs this on the delivery thread when that has done everything. */
  public void onEnd(Runnable action) {
    CompletableFuture<Void> unused = ended.thenRun(action);
  }
}
