package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.monitor.DropListener;

/** Tells the host and the log what callers of {@code send} have dropped. On the delivery thread. */
public final class DropReport {

  private final Intake intake;
  private final Ledger ledger;
  private final DropListener listener;
  private final DeliveryLog log;
  private long reported;

  public DropReport(Intake intake, Ledger ledger, DropListener listener, DeliveryLog log) {
    this.intake = intake;
    this.ledger = ledger;
    this.listener = listener;
    this.log = log;
  }

  /** Called every turn, and by the watch while a turn does not end. */
  public synchronized void run(long now) {
    long dropped = intake.dropped() + ledger.droppedByJournal();
    long newlyDropped = dropped - reported;
    log.dropped(newlyDropped, dropped, intake.capacity(), now);
    if (newlyDropped == 0) {
      return;
    }
    reported = dropped;
    try {
      listener.eventsDropped(newlyDropped, dropped);
    } catch (Throwable thrown) { // the host's code must not end the delivery thread
      log.callbackFailed("drop listener", newlyDropped + " dropped event(s)", thrown, now);
    }
  }
}
