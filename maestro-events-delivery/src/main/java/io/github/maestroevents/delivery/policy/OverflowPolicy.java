package io.github.maestroevents.delivery.policy;

import io.github.maestroevents.delivery.monitor.DropListener;
import io.github.maestroevents.delivery.store.EventJournal;

/** What {@code send} does with an event when the queue is full. */
public enum OverflowPolicy {
  /**
   * Drops the event that does not fit: {@code send} returns normally, the drop is counted, reported
   * to the {@link DropListener} and logged. The default: a workflow engine that calls inline must
   * never be stopped by a destination.
   */
  DROP_NEWEST,

  /**
   * Refuses the event: {@code send} throws {@code PublisherOverloadedException} and the caller
   * still owns the event. Right for hosts with a retry of their own.
   */
  REJECT,

  /**
   * Memory first, the journal when that is not enough: while the queue is half full, the circuit is
   * not closed or retries wait, accepted events go on to the publisher's {@link EventJournal}, and
   * so do those after them until the journal has been read empty. The default with a journal.
   *
   * <p>The delivery thread does that, so {@code send} stays what it is. Should the queue fill up
   * all the same, because the journal is full or its disk stalls, then {@link
   * JournalPolicy.WhenFull} decides: {@code REJECT} throws, the others drop and count the event.
   * Never blocks.
   */
  SPILL
}
