package io.github.maestroevents.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All events the engine holds back, by ordering key: which lanes may go, which are answered for by
 * a batch in flight, which wait for a retry. Confined to the delivery thread.
 */
final class Lanes {

  private final Map<String, Lane> byKey = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
  private final PriorityQueue<Lane> backingOff =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueNanos - b.dueNanos, 0));

  private long waitingEvents;
  private long readyEvents;
  private long readyBytes;

  /** Appends a new event to its lane. */
  void add(PendingEvent event) {
    Lane lane = byKey.computeIfAbsent(event.orderingKey, Lane::new);
    if (lane.state == Lane.State.READY) {
      if (lane.isEmpty()) {
        ready.addLast(lane);
      }
      readyEvents++;
      readyBytes += event.sizeBytes();
    }
    lane.addLast(event);
    waitingEvents++;
  }

  /** Moves the lanes whose retry is due to those that may go. */
  void wake(long now) {
    Lane lane = backingOff.peek();
    while (lane != null && lane.dueNanos - now <= 0) {
      backingOff.remove();
      makeReady(lane);
      lane = backingOff.peek();
    }
  }

  /** Events that may go now; an upper bound, since a lane in doubt sends only its first. */
  long readyEvents() {
    return readyEvents;
  }

  /** Bytes of the events that may go now. */
  long readyBytes() {
    return readyBytes;
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  long waitingEvents() {
    return waitingEvents;
  }

  /** When the next retry is due, or {@code otherwise} if that is sooner or none waits. */
  long nextDueNanos(long otherwise) {
    Lane lane = backingOff.peek();
    return lane == null || lane.dueNanos - otherwise > 0 ? otherwise : lane.dueNanos;
  }

  /**
   * Takes a batch from the lanes that may go, oldest lane first, and marks these as in flight. A
   * lane gives as many of its events as fit, in order; one in doubt gives its first alone.
   */
  List<PendingEvent> takeBatch(int maxEvents, long maxBytes) {
    List<PendingEvent> batch = new ArrayList<>((int) Math.min(maxEvents, readyEvents));
    long bytes = 0;
    while (!ready.isEmpty()) {
      Lane lane = ready.peekFirst();
      int most = lane.isInDoubt() ? 1 : maxEvents;
      int taken = 0;
      while (taken < most && fits(lane.first(), batch.size(), maxEvents, bytes, maxBytes)) {
        PendingEvent event = lane.removeFirst();
        batch.add(event);
        bytes += event.sizeBytes();
        taken++;
        noLongerReady(1, event.sizeBytes());
      }
      if (taken == 0) {
        break; // the batch is full
      }
      waitingEvents -= taken;
      ready.removeFirst();
      lane.state = Lane.State.IN_FLIGHT;
      noLongerReady(lane.size(), lane.bytes());
    }
    return batch;
  }

  private static boolean fits(
      @Nullable PendingEvent event, int events, int maxEvents, long bytes, long maxBytes) {
    return event != null
        && events < maxEvents
        && (events == 0 || bytes + event.sizeBytes() <= maxBytes);
  }

  /** Puts a failed event back in front of its lane. Call in reverse order of the batch. */
  void putBack(PendingEvent event, long dueNanos) {
    Lane lane = laneInFlight(event);
    lane.addFirst(event);
    lane.dueNanos = dueNanos;
    waitingEvents++;
  }

  /** Ends the flight of a lane: it goes on, backs off, or is forgotten when it is empty. */
  void landed(String orderingKey) {
    Lane lane = byKey.get(orderingKey);
    if (lane == null || lane.state != Lane.State.IN_FLIGHT) {
      return; // another event of the same batch has landed it already
    }
    if (lane.isEmpty()) {
      byKey.remove(orderingKey);
    } else if (lane.isInDoubt()) {
      lane.state = Lane.State.BACKING_OFF;
      backingOff.add(lane);
    } else {
      makeReady(lane);
    }
  }

  /** Takes everything out, in the order of acceptance. */
  List<PendingEvent> drain() {
    List<PendingEvent> all = new ArrayList<>();
    for (Lane lane : byKey.values()) {
      lane.drainTo(all);
    }
    all.sort(Comparator.comparingLong(event -> event.sequence));
    byKey.clear();
    ready.clear();
    backingOff.clear();
    waitingEvents = 0;
    readyEvents = 0;
    readyBytes = 0;
    return all;
  }

  private void makeReady(Lane lane) {
    lane.state = Lane.State.READY;
    ready.addLast(lane);
    readyEvents += lane.size();
    readyBytes += lane.bytes();
  }

  private void noLongerReady(int events, long bytes) {
    readyEvents -= events;
    readyBytes -= bytes;
  }

  private Lane laneInFlight(PendingEvent event) {
    Lane lane = byKey.get(event.orderingKey);
    if (lane == null || lane.state != Lane.State.IN_FLIGHT) {
      throw new IllegalStateException("No lane in flight for an event that came back");
    }
    return lane;
  }
}
