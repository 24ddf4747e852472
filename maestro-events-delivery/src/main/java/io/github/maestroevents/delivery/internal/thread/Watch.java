package io.github.maestroevents.delivery.internal.thread;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the threads of all publishers from a thread beside them, about twice a second. That
 * thread exists while there is something to look at.
 *
 * <p>One thread for all: a {@link Watched} that throws does no harm to the others, one that hangs
 * blinds the watch for all of them.
 */
public final class Watch {

  private static final SafeLogger LOG = SafeLogger.of(Watch.class);
  private static final Watch SHARED = new Watch(DeliveryClock.system(), TimeLimits.WATCH_NANOS);

  private final DeliveryClock clock;
  private final long intervalNanos;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** The thread that looks; null while there is nothing to look at. Guarded by this. */
  private @Nullable EngineThread thread;

  Watch(DeliveryClock clock, long intervalNanos) {
    this.clock = clock;
    this.intervalNanos = intervalNanos;
  }

  /** The watch of all publishers of this class loader. */
  public static Watch shared() {
    return SHARED;
  }

  /** Looks at it from now on, until {@link #deregister}. Any thread, does not block. */
  public synchronized void register(Watched watched) {
    if (thread == null || !thread.isAlive()) {
      EngineThread started =
          new EngineThread(this::run, "maestro-events-watch", Watch.class.getClassLoader());
      started.start();
      thread = started;
    }
    add(watched);
  }

  /** Looks at it when {@link #look} is called, without a thread. */
  void add(Watched watched) {
    entries.add(new Entry(watched));
  }

  /** Looks at it no more, though a look may be under way. Any thread, does not block. */
  public synchronized void deregister(Watched watched) {
    entries.removeIf(entry -> entry.watched == watched);
    if (entries.isEmpty() && thread != null) {
      LockSupport.unpark(thread);
      thread = null;
    }
  }

  private void run() {
    while (isInCharge()) {
      look(clock.nanoTime());
      LockSupport.parkNanos(this, intervalNanos);
      Thread.interrupted(); // kept, it would spin the loop
    }
  }

  private synchronized boolean isInCharge() {
    return thread == Thread.currentThread();
  }

  /** Looks at everything once. */
  void look(long now) {
    for (Entry entry : entries) {
      entry.look(now);
    }
  }

  private static final class Entry {

    private final Watched watched;

    /** Whether it was told that it throws. The watch's own thread. */
    private boolean told;

    Entry(Watched watched) {
      this.watched = watched;
    }

    void look(long now) {
      try {
        watched.look(now);
      } catch (Throwable thrown) { // the others are looked at all the same
        tell(thrown);
      }
    }

    private void tell(Throwable thrown) {
      if (!told) {
        told = true;
        LOG.error("The watch of {} failed; it goes on", watched, thrown);
      }
    }
  }
}
