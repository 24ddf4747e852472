package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lanes whose events may go now, oldest first. {@link Lanes} has them twice: those in trouble fill
 * batches of their own. Confined to the delivery thread.
 */
final class ReadyLanes {

  private final int maxEventsPerKey;
  private final ArrayDeque<Lane> lanes = new ArrayDeque<>();

  /** What the lanes could put into batches now: of each lane, what one batch may hold. */
  private long events;

  private long bytes;
  private boolean lingered;

  ReadyLanes(int maxEventsPerKey) {
    this.maxEventsPerKey = maxEventsPerKey;
  }

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  long events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  /** Whether events have waited for more than company: behind a batch, or for a retry. */
  boolean haveLingered() {
    return lingered && !lanes.isEmpty();
  }

  /** A lane that has been empty may go: its first event waits for company. */
  void addNew(Lane lane) {
    lanes.addLast(lane);
    count(lane);
  }

  /** A lane may go whose events have waited for more than company. */
  void addLate(Lane lane) {
    addNew(lane);
    lingered = true;
  }

  /** An event has come to the end of a ready lane. */
  void grew(Lane lane, int sendableBefore, PendingEvent event) {
    if (lane.sendable(maxEventsPerKey) > sendableBefore) {
      events++;
      bytes += event.sizeBytes();
    }
  }

  private void count(Lane lane) {
    events += lane.sendable(maxEventsPerKey);
    bytes += lane.sendableBytes(maxEventsPerKey);
  }

  private void discount(Lane lane) {
    events -= lane.sendable(maxEventsPerKey);
    bytes -= lane.sendableBytes(maxEventsPerKey);
  }

  /**
   * Takes a batch, oldest lane first. A lane gives as many of its events as fit and as one batch
   * may hold, in order.
   *
   * @param prepare called with each lane before it gives; it may leave nothing in the lane
   * @param gone called with a lane that has nothing to give
   * @param given called with a lane that has given, and how many
   */
  List<PendingEvent> takeBatch(
      int maxEvents, long maxBytes, Consumer<Lane> prepare, Consumer<Lane> gone, Given given) {
    List<PendingEvent> batch = new ArrayList<>((int) Math.min(maxEvents, events));
    long batchBytes = 0;
    while (!lanes.isEmpty()) {
      Lane lane = lanes.getFirst();
      discount(lane);
      prepare.accept(lane);
      if (lane.isEmpty()) {
        lanes.removeFirst();
        gone.accept(lane);
        continue;
      }
      int sendable = lane.sendable(maxEventsPerKey);
      int taken = 0;
      while (taken < sendable
          && fits(lane.first(), batch.size(), maxEvents, batchBytes, maxBytes)) {
        PendingEvent event = lane.handOver();
        batch.add(event);
        batchBytes += event.sizeBytes();
        taken++;
      }
      if (taken == 0) {
        count(lane);
        return batch; // full; what is left goes next
      }
      lanes.removeFirst();
      given.accept(lane, taken);
    }
    lingered = false;
    return batch;
  }

  private static boolean fits(
      @Nullable PendingEvent event, int events, int maxEvents, long bytes, long maxBytes) {
    return event != null
        && events < maxEvents
        && (events == 0 || bytes + event.sizeBytes() <= maxBytes);
  }

  void clear() {
    lanes.clear();
    events = 0;
    bytes = 0;
    lingered = false;
  }

  /** What follows for a lane some of whose events go. */
  interface Given {
    void accept(Lane lane, int events);
  }
}
