package io.github.maestroevents.delivery.internal.thread;

/** What the {@link Watch} looks at. */
@FunctionalInterface
public interface Watched {

  /**
   * Looks whether something lasts too long. Called on the thread of the watch, which all publishers
   * share: it must not block, since meanwhile nothing else is looked at. What it throws is logged
   * once.
   *
   * @param now a reading of the machine's clock, in nanoseconds; a turn's beginning is a reading of
   *     the publisher's own clock, which may be another
   */
  void look(long now);
}
