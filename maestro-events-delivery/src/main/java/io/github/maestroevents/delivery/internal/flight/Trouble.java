package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;

/**
 * What the lanes hold that fail, or are not answered while others are: a share of memory is theirs,
 * so that a topic, a partition or a key that fails for hours never starves the rest. Confined to
 * the delivery thread.
 */
final class Trouble {

  private final long maxEvents;
  private final long maxBytes;
  private final InFlightPolicy bounds;
  private long events;
  private long bytes;

  Trouble(InFlightPolicy bounds, double share) {
    this.bounds = bounds;
    this.maxEvents = Math.max(1, (long) (bounds.maxEvents() * share));
    this.maxBytes = Math.max(1, (long) (bounds.maxBytes() * share));
  }

  /** A lane has failed, or is not answered. */
  void begins(Lane lane) {
    if (!lane.troubled) {
      lane.troubled = true;
      events += lane.heldEvents();
      bytes += lane.heldBytes();
    }
  }

  /** A lane is delivered again, or is empty. */
  void ends(Lane lane) {
    if (lane.troubled) {
      lane.troubled = false;
      events -= lane.heldEvents();
      bytes -= lane.heldBytes();
    }
  }

  /** An event has come to a lane. */
  void joins(Lane lane, PendingEvent event) {
    if (lane.troubled) {
      events++;
      bytes += event.sizeBytes();
    }
  }

  /** An event has left a lane and the engine. */
  void leaves(Lane lane, PendingEvent event) {
    if (lane.troubled) {
      events--;
      bytes -= event.sizeBytes();
    }
  }

  void clear() {
    events = 0;
    bytes = 0;
  }

  /** Whether the share is used up. */
  boolean isFull() {
    return events >= maxEvents || bytes >= maxBytes;
  }

  /**
   * Whether more is in trouble than the share: all of memory failed at once, and a part still does.
   */
  boolean isOverfull() {
    return events > maxEvents || bytes > maxBytes;
  }

  /** Whether half of what is beyond the share is in trouble too. */
  boolean leavesLittle() {
    return events - maxEvents >= bounds.maxEvents() - events
        || bytes - maxBytes >= bounds.maxBytes() - bytes;
  }

  long events() {
    return events;
  }
}
