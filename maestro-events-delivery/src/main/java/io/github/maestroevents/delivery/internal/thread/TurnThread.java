package io.github.maestroevents.delivery.internal.thread;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@link Turns} on a thread of its own until they have finished, and parks in between.
 *
 * <p>The thread never dies in silence. A turn that throws, whatever it throws, is followed by the
 * next after a pause; so is one whose failure cannot even be told. Whatever ends the thread, those
 * who wait for its end are let go, and if there were turns left, {@code onDeath} is told.
 */
public final class TurnThread {

  private final Turns turns;
  private final DeliveryClock clock;
  private final Consumer<Throwable> onDeath;
  private final EngineThread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Opens when all threads of a publisher could be started. Set before the thread starts. */
  private @Nullable StartGate gate;

  /** The clock's last reading. The thread's own. */
  private long now;

  /** Since when a turn lasts, or 0 while the thread parks: from the thread to its watch. */
  private volatile long turnBegan;

  /**
   * @param loader the thread's context class loader
   * @param clock if it throws, the machine's is read instead
   * @param onDeath told what has ended the thread before its turns were finished, or while they
   *     ended; called on the thread, once
   */
  public TurnThread(
      String name,
      @Nullable ClassLoader loader,
      Turns turns,
      DeliveryClock clock,
      Consumer<Throwable> onDeath) {
    this.turns = turns;
    this.clock = SteadyClock.of(clock);
    this.onDeath = onDeath;
    this.thread = new EngineThread(this::run, name, loader);
  }

  /** Starts the thread, which begins when the gate opens, or ends without a turn. */
  public void start(StartGate gate) {
    this.gate = gate;
    thread.start();
  }

  private void run() {
    if (gate != null && !gate.lets()) {
      return;
    }
    try {
      takeTurns();
    } finally {
      turnBegan = 0;
      ended.complete(null);
    }
  }

  private void takeTurns() {
    try {
      while (!turns.isFinished()) {
        takeTurn();
      }
    } catch (Throwable death) { // nothing that takeTurn lets through is known: hence the care
      tellDeath(death);
    }
    try {
      turns.end();
    } catch (Throwable death) { // code of ours, of the host, or no memory
      tellDeath(death);
    }
  }

  private void takeTurn() {
    try {
      now = clock.nanoTime();
      turnBegan = now == 0 ? 1 : now;
      long parkNanos = turns.take(now);
      park(turns.isFinished() ? 0 : parkNanos);
    } catch (Throwable thrown) { // a bug of ours, or no memory: the other events still want to go
      tellFailure(thrown);
      pause(TimeLimits.FAILED_TURN_NANOS);
    }
  }

  /** Lasts, whoever wakes or interrupts the thread: turns that fail must not burn a processor. */
  private void pause(long nanos) {
    turnBegan = 0;
    DeliveryClock machine = DeliveryClock.system();
    long end = machine.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - machine.nanoTime()) {
      Thread.interrupted(); // kept, it would end every park at once
      LockSupport.parkNanos(this, left);
    }
  }

  private void park(long nanos) {
    turnBegan = 0;
    if (nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
    Thread.interrupted(); // an interrupt has done its work by waking; kept, it would spin the loop
  }

  private void tellFailure(Throwable thrown) {
    try {
      turns.failed(thrown, now);
    } catch (Throwable again) {
      // The log fails as well: the next turn that fails tells of it.
    }
  }

  private void tellDeath(Throwable death) {
    tellFailure(death);
    try {
      onDeath.accept(death);
    } catch (Throwable again) { // no memory, say: the thread ends in order all the same
      tellFailure(again);
    }
  }

  /** Ends the current park, or the next. Any thread; costs microseconds. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** Tries to free the thread from foreign code that blocks it. Any thread. */
  public void interrupt() {
    thread.interrupt();
  }

  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** The clock's reading when the present turn began, never 0; 0 between turns. Any thread. */
  public long turnBegan() {
    return turnBegan;
  }

  /** Waits for the end; false on time-out. */
  public boolean awaitEnd(long nanos) throws InterruptedException {
    try {
      ended.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException notYet) {
      return false;
    }
  }

  /** Runs this on the thread when that has done everything. */
  public void onEnd(Runnable action) {
    CompletableFuture<Void> unused = ended.thenRun(action);
  }

  /** A thread that has not been started, for the JVM to run when it shuts down. */
  public Thread hook(Runnable action) {
    return EngineThread.hook(
        action, thread.getName() + "-shutdown", thread.getContextClassLoader());
  }
}
