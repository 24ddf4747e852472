package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.monitor.DropListener;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tells the host and the log what callers of {@code send} have dropped. On the delivery thread. */
public final class DropReport {

  private final Intake intake;
  private final Ledger ledger;
  private final DropListener listener;
  private final DeliveryLog log;

  /** Held by the thread that tells: the delivery thread, or the watch. */
  private final ReentrantLock reporting = new ReentrantLock();

  /** Guarded by the lock. */
  private long reported;

  /** Publishes when events were last dropped, by the reading of the clock; null if never. */
  private volatile @Nullable Long lastDropNanos;

  public DropReport(Intake intake, Ledger ledger, DropListener listener, DeliveryLog log) {
    this.intake = intake;
    this.ledger = ledger;
    this.listener = listener;
    this.log = log;
  }

  /** Called every turn, and by the watch while a turn does not end. */
  public void run(long now) {
    if (reporting.tryLock()) { // if not, the host's listener is being told, and may hang
      try {
        report(now);
      } finally {
        reporting.unlock();
      }
    }
  }

  /** When events were last dropped, by the reading of the clock; null if never. Any thread. */
  public @Nullable Long lastDropNanos() {
    return lastDropNanos;
  }

  private void report(long now) {
    long dropped = intake.dropped() + ledger.droppedByJournal();
    long newlyDropped = dropped - reported;
    log.dropped(newlyDropped, dropped, intake.capacity(), now);
    if (newlyDropped == 0) {
      return;
    }
    reported = dropped;
    lastDropNanos = now;
    try {
      listener.eventsDropped(newlyDropped, dropped);
    } catch (Throwable thrown) { // the host's code must not end the delivery thread
      log.callbackFailed("drop listener", newlyDropped + " dropped event(s)", thrown, now);
    }
  }
}
