package io.github.maestroevents.delivery;

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
  REJECT
}
