package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events in memory in the order in which they came, linked through the events themselves: which
 * is the oldest costs nothing to know. Confined to the delivery thread.
 */
final class Residents {

  private @Nullable PendingEvent oldest;
  private @Nullable PendingEvent newest;

  void add(PendingEvent event) {
    PendingEvent last = newest;
    event.cameBefore = last;
    if (last == null) {
      oldest = event;
    } else {
      last.cameAfter = event;
    }
    newest = event;
  }

  void remove(PendingEvent event) {
    PendingEvent before = event.cameBefore;
    PendingEvent after = event.cameAfter;
    if (before == null && oldest != event) {
      return; // it was never here
    }
    if (before == null) {
      oldest = after;
    } else {
      before.cameAfter = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.cameBefore = before;
    }
    event.cameBefore = null;
    event.cameAfter = null;
  }

  @Nullable PendingEvent oldest() {
    return oldest;
  }
}
