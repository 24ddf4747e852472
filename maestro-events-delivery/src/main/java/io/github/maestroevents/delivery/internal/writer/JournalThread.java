package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.internal.thread.TurnThread;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link JournalTurn} until it has finished, and parks while there is nothing to do. The one
 * thread that waits for the disk. A daemon, so that it never keeps a JVM alive.
 */
public final class JournalThread {

  private final TurnThread thread;

  /**
   * @param loader the thread's context class loader: that of the publisher
   * @param onDeath told if the thread ends though the turns have not finished
   */
  public JournalThread(
      String name,
      @Nullable ClassLoader loader,
      JournalTurn turn,
      JournalDesk desk,
      DeliveryClock clock,
      Consumer<Throwable> onDeath) {
    this.thread = new TurnThread(name, loader, new DiskTurns(turn, desk), clock, onDeath);
  }

  /** Starts the thread, which begins when the gate opens. */
  public void start(StartGate gate) {
    thread.start(gate);
  }

  /** Ends the current park, or the next. Any thread; costs microseconds. */
  public void wake() {
    thread.wake();
  }

  public boolean isCurrent() {
    return thread.isCurrent();
  }

  /** The clock's reading when the present turn began, never 0; 0 between turns. Any thread. */
  public long turnBegan() {
    return thread.turnBegan();
  }
}
