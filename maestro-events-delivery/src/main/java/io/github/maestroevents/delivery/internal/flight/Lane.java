package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one ordering key that are held, in order: first those in flight, then those that
 * wait. At most one batch in flight holds events of a lane; with an adapter that keeps the order
 * within a batch, that is all it takes. Confined to the delivery thread.
 */
final class Lane {

  /** Where a lane stands; it is in exactly one place of {@link Lanes} accordingly. */
  enum State {
    /** Its events may go with the next batch. */
    READY,
    /** A batch holds some of its events; the others wait for the answer. */
    IN_FLIGHT,
    /** Its first event failed and waits for its next attempt; the others wait behind it. */
    BACKING_OFF
  }

  final String orderingKey;
  State state = State.READY;

  /** When a lane that is backing off may go again: when its first event may. */
  long dueNanos;

  /**
   * Whether the first event has just failed. Such an event travels without the later ones of its
   * lane: if it failed again while they arrived, the order would be lost. Once it is settled, the
   * lane goes on as before.
   */
  boolean inDoubt;

  /** Whether it fails, or is not answered while later batches are: {@link Trouble} counts it. */
  boolean troubled;

  /** The part of the destination in which it failed last; null if that is not known. */
  @Nullable String part;

  /** Whether its events are to wait on disk once it has landed. */
  boolean parks;

  private final ArrayDeque<PendingEvent> events = new ArrayDeque<>(2);
  private long bytes;

  /** What a batch holds of it, in order, answered or not. */
  private final List<PendingEvent> flight = new ArrayList<>(1);

  private int unanswered;

  Lane(String orderingKey) {
    this.orderingKey = orderingKey;
  }

  void addLast(PendingEvent event) {
    events.addLast(event);
    bytes += event.sizeBytes();
  }

  PendingEvent removeFirst() {
    PendingEvent event = events.removeFirst();
    bytes -= event.sizeBytes();
    return event;
  }

  /** Moves the first event into a batch. */
  PendingEvent handOver() {
    PendingEvent event = removeFirst();
    flight.add(event);
    unanswered++;
    return event;
  }

  /** One of the events in flight is answered; true if it was the last. */
  boolean answered() {
    return --unanswered == 0;
  }

  /** Puts what is in flight and has not departed back in front, in its old order. */
  int land() {
    int back = 0;
    while (!flight.isEmpty()) { // backwards, so that each goes before the next
      PendingEvent event = flight.get(flight.size() - 1);
      if (!event.hasDeparted()) {
        events.addFirst(event); // before it is removed: it may fail for want of memory
        bytes += event.sizeBytes();
        back++;
      }
      flight.remove(flight.size() - 1);
    }
    unanswered = 0;
    return back;
  }

  @Nullable PendingEvent first() {
    return events.peekFirst();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Events that wait. */
  int size() {
    return events.size();
  }

  /** Events that wait or are in flight. */
  long heldEvents() {
    return events.size() + flight.stream().filter(event -> !event.hasDeparted()).count();
  }

  /** Bytes of the events that wait or are in flight. */
  long heldBytes() {
    return bytes
        + flight.stream()
            .filter(event -> !event.hasDeparted())
            .mapToLong(PendingEvent::sizeBytes)
            .sum();
  }

  /** How many of its events may stand in one batch: one in doubt travels alone. */
  int sendable(int maxEventsPerKey) {
    return Math.min(events.size(), inDoubt ? 1 : maxEventsPerKey);
  }

  /** The bytes of the events that may stand in one batch. */
  long sendableBytes(int maxEventsPerKey) {
    int sendable = sendable(maxEventsPerKey);
    if (sendable == events.size()) {
      return bytes;
    }
    long sum = 0;
    Iterator<PendingEvent> inOrder = events.iterator();
    for (int i = 0; i < sendable; i++) {
      sum += inOrder.next().sizeBytes();
    }
    return sum;
  }

  void drainTo(Collection<PendingEvent> target) {
    target.addAll(events);
    events.clear();
    bytes = 0;
  }
}
