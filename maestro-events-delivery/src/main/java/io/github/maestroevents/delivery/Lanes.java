package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
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
  private long backingOffEvents;
  private boolean lingered;

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
    if (lane.state == Lane.State.BACKING_OFF) {
      backingOffEvents++;
    }
    lane.addLast(event);
    waitingEvents++;
  }

  /** Moves the lanes whose retry is due to those that may go. */
  void wake(long now) {
    Lane lane = backingOff.peek();
    while (lane != null && lane.dueNanos - now <= 0) {
      backingOff.remove();
      backingOffEvents -= lane.size();
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

  /**
   * Whether events are ready that waited behind a batch or for a retry, and need not linger too.
   */
  boolean haveLingered() {
    return lingered && !ready.isEmpty();
  }

  /** Whether events wait behind others of their lane that are in flight. */
  boolean haveBlocked() {
    return waitingEvents - readyEvents - backingOffEvents > 0;
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
   * lane gives as many of its events as fit, in order; one in doubt gives its first alone. Events
   * their caller has taken back are left out and passed to {@code takenBack}.
   */
  List<PendingEvent> takeBatch(int maxEvents, long maxBytes, Consumer<PendingEvent> takenBack) {
    List<PendingEvent> batch = new ArrayList<>((int) Math.min(maxEvents, readyEvents));
    long bytes = 0;
    while (!ready.isEmpty()) {
      Lane lane = ready.peekFirst();
      dropTakenBack(lane, takenBack);
      if (lane.isEmpty()) {
        ready.removeFirst();
        byKey.remove(lane.orderingKey);
        continue;
      }
      int most = lane.inDoubt ? 1 : maxEvents;
      int taken = 0;
      while (taken < most && fits(lane.first(), batch.size(), maxEvents, bytes, maxBytes)) {
        PendingEvent event = lane.removeFirst();
        batch.add(event);
        bytes += event.sizeBytes();
        taken++;
        noLongerReady(1, event.sizeBytes());
      }
      if (taken == 0) {
        return batch; // full; what is left goes next
      }
      waitingEvents -= taken;
      ready.removeFirst();
      lane.state = Lane.State.IN_FLIGHT;
      lane.inDoubt = false;
      noLongerReady(lane.size(), lane.bytes());
    }
    lingered = false;
    return batch;
  }

  /** Only in front: an event further back is met when it has come there. */
  private void dropTakenBack(Lane lane, Consumer<PendingEvent> takenBack) {
    PendingEvent first = lane.first();
    while (first != null && first.isTakenBack()) {
      lane.removeFirst();
      waitingEvents--;
      noLongerReady(1, first.sizeBytes());
      takenBack.accept(first);
      first = lane.first();
    }
  }

  private static boolean fits(
      @Nullable PendingEvent event, int events, int maxEvents, long bytes, long maxBytes) {
    return event != null
        && events < maxEvents
        && (events == 0 || bytes + event.sizeBytes() <= maxBytes);
  }

  /** Puts a failed event back in front of its lane. Call in reverse order of the batch. */
  void putBack(PendingEvent event) {
    Lane lane = laneInFlight(event);
    lane.addFirst(event);
    lane.inDoubt = true;
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
    } else if (lane.inDoubt) {
      lane.state = Lane.State.BACKING_OFF;
      lane.dueNanos = requireNonNull(lane.first()).dueNanos;
      backingOff.add(lane);
      backingOffEvents += lane.size();
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
    backingOffEvents = 0;
    return all;
  }

  /** Makes a lane ready whose events have waited for more than company. */
  private void makeReady(Lane lane) {
    lingered = true;
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
