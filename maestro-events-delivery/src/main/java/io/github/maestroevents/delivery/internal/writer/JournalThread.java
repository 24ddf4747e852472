package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link JournalTurn} until it has finished, and parks while there is nothing to do. The one
 * thread that waits for the disk. A daemon, so that it never keeps a JVM alive.
 */
public final class JournalThread {

  private final JournalTurn turn;
  private final JournalDesk desk;
  private final DeliveryClock clock;
  private final Thread thread;

  /** Set before the thread starts. */
  private @Nullable StartGate gate;

  public JournalThread(String name, JournalTurn turn, JournalDesk desk, DeliveryClock clock) {
    this.turn = turn;
    this.desk = desk;
    this.clock = clock;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
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
    while (!turn.isFinished()) {
      long now = clock.nanoTime();
      long dueNanos;
      try {
        dueNanos = turn.runOnce(now);
      } catch (Throwable thrown) { // a bug of ours, or no memory: the senders still wait
        turnFailed(thrown);
        continue;
      }
      if (!turn.isFinished() && !turn.hasWork()) {
        desk.setIdle(true);
        if (!turn.hasWork()) { // what came in before it was seen idle
          LockSupport.parkNanos(this, dueNanos - now);
        }
        desk.setIdle(false);
      }
      Thread.interrupted(); // an interrupt has done its work by waking
    }
  }

  /** The delivery thread logs it; what the turn held is kept and tried again. */
  private void turnFailed(Throwable thrown) {
    try {
      desk.reply(new JournalReply.Failed(thrown));
    } catch (Throwable again) {
      thrown.addSuppressed(
          again); // no memory for that either: the next turn that fails tells of it
    }
    LockSupport.parkNanos(this, TimeLimits.FAILED_TURN_NANOS);
    Thread.interrupted();
  }

  /** Ends the current park, or the next. Any thread; costs microseconds. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }
}
