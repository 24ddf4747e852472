package io.github.maestroevents.delivery.monitor;

/** Told that events were dropped because the queue or the journal was full. */
@FunctionalInterface
public interface DropListener {

  /**
   * Called on the delivery thread, at most once a turn, some milliseconds after the drops: the
   * caller of {@code send} pays for nothing but a counter, so the events themselves are gone. Must
   * not block; what it throws is logged and ignored.
   *
   * @param newlyDropped events dropped since the last call, at least 1
   * @param droppedInAll events dropped since the publisher was made
   */
  void eventsDropped(long newlyDropped, long droppedInAll);
}
