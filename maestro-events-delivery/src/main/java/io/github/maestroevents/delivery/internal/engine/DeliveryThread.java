package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.thread.CallingThread;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.internal.thread.TurnThread;
import io.github.maestroevents.delivery.internal.thread.Turns;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link DeliveryLoop} until it has finished: takes a turn, parks until the next is due, at
 * most for a few milliseconds, to look into the queue. A daemon, so that it never keeps a JVM
 * alive.
 */
public final class DeliveryThread {

  private final TurnThread thread;

  /**
   * @param loader the thread's context class loader: that of the publisher
   * @param onDeath told if the thread ends though the loop has not finished, or does not end well
   */
  public DeliveryThread(
      String name,
      @Nullable ClassLoader loader,
      DeliveryLoop loop,
      DeliveryClock clock,
      DeliveryLog log,
      long longestParkNanos,
      Consumer<Throwable> onDeath) {
    this.thread =
        new TurnThread(name, loader, new LoopTurns(loop, log, longestParkNanos), clock, onDeath);
  }

  /** A thread that has not been started, for the JVM to run when it shuts down. */
  public Thread hook(Runnable action) {
    return thread.hook(action);
  }

  /** Starts the thread, which begins when the gate opens. */
  public void start(StartGate gate) {
    thread.start(gate);
  }

  /** Ends the current park, or the next. Any thread; costs microseconds. */
  public void wake() {
    thread.wake();
  }

  /** Tries to free the thread from a destination that blocks it. Any thread. */
  public void interrupt() {
    thread.interrupt();
  }

  public boolean isCurrent() {
    return thread.isCurrent();
  }

  /** The clock's reading when the present turn began, never 0; 0 between turns. Any thread. */
  public long turnBegan() {
    return thread.turnBegan();
  }

  /** Runs this on the delivery thread when that has done everything. */
  public void onEnd(Runnable action) {
    thread.onEnd(action);
  }

  /** Waits for the end; false on time-out. */
  public boolean awaitEnd(long nanos) throws InterruptedException {
    return thread.awaitEnd(nanos);
  }

  private record LoopTurns(DeliveryLoop loop, DeliveryLog log, long longestParkNanos)
      implements Turns {

    @Override
    public boolean isFinished() {
      return loop.isFinished();
    }

    @Override
    public long take(long now) {
      long parkNanos = loop.runOnce(now) - now;
      return loop.hasAnswers() ? 0 : Math.min(parkNanos, longestParkNanos);
    }

    @Override
    public void failed(Throwable thrown, long now) {
      log.turnFailed(thrown, now);
    }

    @Override
    public void end() {
      CallingThread.ending(loop::terminate);
    }
  }
}
