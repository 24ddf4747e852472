package io.github.maestroevents.delivery.internal.flight;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.account.Waiting;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
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
public final class Lanes {

  private final int maxEventsPerKey;
  private final Ledger ledger;
  private final Trouble trouble;
  private final Map<String, Lane> byKey = new HashMap<>();
  private final ReadyLanes healthy;
  private final ReadyLanes inTrouble;
  private final PriorityQueue<Lane> backingOff =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueNanos - b.dueNanos, 0));

  /** Out of their lanes, and on their way to be parked. */
  private final ArrayDeque<PendingEvent> parting = new ArrayDeque<>();

  private boolean mayPark;
  private long waitingEvents;

  /** Events that wait behind others of their lane that are in flight. */
  private long blockedEvents;

  /** Events of lanes that wait for their next attempt. */
  private long backingOffEvents;

  /**
   * No events yet.
   *
   * @param troubleShare the share of the bounds that lanes in trouble may hold together
   */
  public Lanes(int maxEventsPerKey, InFlightPolicy bounds, double troubleShare, Ledger ledger) {
    this.maxEventsPerKey = maxEventsPerKey;
    this.ledger = ledger;
    this.trouble = new Trouble(bounds, troubleShare);
    this.healthy = new ReadyLanes(maxEventsPerKey);
    this.inTrouble = new ReadyLanes(maxEventsPerKey);
  }

  /** Appends an event to its lane. */
  public void add(PendingEvent event) {
    add(event, event.attempts > 0);
  }

  /**
   * Appends an event that failed before it was parked: its lane is in trouble until it is
   * delivered.
   */
  public void addInDoubt(PendingEvent event) {
    Lane lane = byKey.computeIfAbsent(event.orderingKey, Lane::new);
    if (lane.isEmpty() && lane.state == Lane.State.READY) {
      trouble.begins(lane); // before it stands among those that may go
    }
    add(event, true);
  }

  /**
   * @param inDoubt whether it has failed before: then it travels alone, if it is the first
   */
  private void add(PendingEvent event, boolean inDoubt) {
    Lane lane = byKey.computeIfAbsent(event.orderingKey, Lane::new);
    lane.inDoubt |= inDoubt && lane.isEmpty() && lane.state == Lane.State.READY;
    int sendableBefore = lane.sendable(maxEventsPerKey);
    boolean first = lane.isEmpty();
    lane.addLast(event);
    trouble.joins(lane, event);
    waitingEvents++;
    if (lane.state == Lane.State.READY) {
      if (first) {
        ready(lane).addNew(lane);
      } else {
        ready(lane).grew(lane, sendableBefore, event);
      }
    } else if (lane.state == Lane.State.IN_FLIGHT) {
      blockedEvents++;
    } else {
      backingOffEvents++;
    }
  }

  /** Moves the lanes whose retry is due to those that may go. */
  public void wake(long now) {
    Lane lane = backingOff.peek();
    while (lane != null && lane.dueNanos - now <= 0) {
      backingOff.remove();
      backingOffEvents -= lane.size();
      makeReady(lane);
      lane = backingOff.peek();
    }
  }

  /** Where a lane stands that may go; it is in trouble or not for as long as it stands there. */
  private ReadyLanes ready(Lane lane) {
    return lane.troubled ? inTrouble : healthy;
  }

  /** Healthy events that may go now, counting of each lane what one batch may hold. */
  public long readyEvents() {
    return healthy.events();
  }

  /** Bytes of the healthy events that may go now. */
  long readyBytes() {
    return healthy.bytes();
  }

  /** Whether healthy events may go. */
  public boolean hasReady() {
    return !healthy.isEmpty();
  }

  /** Whether events of lanes in trouble may go; they need no company. */
  public boolean hasReadyInTrouble() {
    return !inTrouble.isEmpty();
  }

  /**
   * Whether healthy events are ready that waited behind a batch or for a retry, and need not linger
   * too.
   */
  public boolean haveLingered() {
    return healthy.haveLingered();
  }

  /** Whether events wait behind others of their lane that are in flight. */
  public boolean haveBlocked() {
    return blockedEvents > 0;
  }

  /** Whether a lane waits for its next attempt. */
  public boolean haveRetries() {
    return !backingOff.isEmpty();
  }

  public long waitingEvents() {
    return waitingEvents;
  }

  /** What they hold that is not in flight, and why. */
  public Waiting waiting() {
    Lane next = backingOff.peek();
    return new Waiting(
        waitingEvents, blockedEvents, backingOffEvents, next == null ? 0 : next.dueNanos);
  }

  /** When the next retry is due, or {@code otherwise} if that is sooner or none waits. */
  public long nextDueNanos(long otherwise) {
    Lane lane = backingOff.peek();
    return lane == null || lane.dueNanos - otherwise > 0 ? otherwise : lane.dueNanos;
  }

  /**
   * Takes a batch from the healthy lanes that may go, oldest lane first, and marks these as in
   * flight. A lane gives as many of its events as fit and as one batch may hold, in order. Events
   * their caller has taken back are left out and passed to {@code takenBack}.
   */
  public List<PendingEvent> takeBatch(
      int maxEvents, long maxBytes, Consumer<PendingEvent> takenBack) {
    return takeBatch(healthy, maxEvents, maxBytes, takenBack);
  }

  /** The same of the lanes in trouble. */
  public List<PendingEvent> takeBatchInTrouble(
      int maxEvents, long maxBytes, Consumer<PendingEvent> takenBack) {
    return takeBatch(inTrouble, maxEvents, maxBytes, takenBack);
  }

  private List<PendingEvent> takeBatch(
      ReadyLanes ready, int maxEvents, long maxBytes, Consumer<PendingEvent> takenBack) {
    return ready.takeBatch(
        maxEvents, maxBytes, lane -> dropTakenBack(lane, takenBack), this::forget, this::takesOff);
  }

  private void takesOff(Lane lane, int events) {
    lane.state = Lane.State.IN_FLIGHT;
    lane.inDoubt = false;
    waitingEvents -= events;
    blockedEvents += lane.size();
  }

  /** Only in front: an event further back is met when it has come there. */
  private void dropTakenBack(Lane lane, Consumer<PendingEvent> takenBack) {
    PendingEvent first = lane.first();
    while (first != null && first.isTakenBack()) {
      trouble.leaves(lane, lane.removeFirst());
      waitingEvents--;
      takenBack.accept(first);
      first = lane.first();
    }
  }

  /**
   * An event in flight is answered: it has departed, or is to be tried again at its due time. With
   * the last of its lane the lane lands, whatever else its batch still waits for.
   */
  public void answered(PendingEvent event) {
    Lane lane = laneInFlight(event);
    if (event.hasDeparted()) {
      trouble.leaves(lane, event);
      ledger.landed();
    } else {
      lane.part = event.part;
    }
    if (lane.answered()) {
      land(lane);
    }
  }

  /** Ends the flight of a lane: it goes on, backs off, or is forgotten when it is empty. */
  private void land(Lane lane) {
    blockedEvents -= lane.size();
    int back = lane.land();
    waitingEvents += back;
    ledger.landed(back);
    if (back > 0 && lane.parks) {
      parts(lane);
      return;
    }
    if (back > 0) {
      lane.inDoubt = true;
      trouble.begins(lane);
      lane.state = Lane.State.BACKING_OFF;
      lane.dueNanos = requireNonNull(lane.first()).dueNanos;
      backingOff.add(lane);
      backingOffEvents += lane.size();
      return;
    }
    trouble.ends(lane);
    if (lane.isEmpty()) {
      forget(lane);
    } else {
      makeReady(lane);
    }
  }

  private void parts(Lane lane) {
    forget(lane); // while it still holds its events
    waitingEvents -= lane.size();
    lane.drainTo(parting);
  }

  private void forget(Lane lane) {
    trouble.ends(lane);
    byKey.remove(lane.orderingKey);
  }

  // Parking.

  /** Whether the journal has room for events that wait there for a part in trouble. */
  public void mayPark(boolean mayPark) {
    this.mayPark = mayPark;
  }

  public boolean mayPark() {
    return mayPark;
  }

  /** The lane of an event that failed is to leave memory, all of it, as soon as it lands. */
  void park(PendingEvent failed) {
    laneInFlight(failed).parks = true;
  }

  /** The next event that has left its lane to be parked; it stays until {@link #parted}. */
  public @Nullable PendingEvent nextToPark() {
    return parting.peekFirst();
  }

  /** The next event to be parked is in other hands. */
  public void parted() {
    parting.removeFirst();
  }

  /** Whether no event is held. */
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** Whether events of this key are held. */
  public boolean holds(String orderingKey) {
    return byKey.containsKey(orderingKey);
  }

  /** The part in which the lane of this key failed last; null if that is not known. */
  public @Nullable String part(String orderingKey) {
    Lane lane = byKey.get(orderingKey);
    return lane == null ? null : lane.part;
  }

  /** The batch that holds this event is not answered, while later ones are. */
  public void stuck(PendingEvent event) {
    trouble.begins(laneInFlight(event));
  }

  /** Whether the lanes in trouble hold all that they may. */
  public boolean isTroubleFull() {
    return trouble.isFull();
  }

  /** Whether the lanes in trouble hold more than they may. */
  public boolean isTroubleOverfull() {
    return trouble.isOverfull();
  }

  /** Whether the lanes in trouble leave the others little room. */
  public boolean doesTroubleLeaveLittle() {
    return trouble.leavesLittle();
  }

  /** Whether events of this key fail, or wait for an answer while others have theirs. */
  public boolean isInTrouble(String orderingKey) {
    Lane lane = byKey.get(orderingKey);
    return lane != null && lane.troubled;
  }

  /** Events held by lanes in trouble. */
  public long troubledEvents() {
    return trouble.events();
  }

  /** Takes everything out, what is in flight included, in the order of acceptance. */
  public List<PendingEvent> drain() {
    List<PendingEvent> all = new ArrayList<>();
    for (Lane lane : byKey.values()) {
      ledger.landed(lane.land());
      lane.drainTo(all);
    }
    all.addAll(parting);
    parting.clear();
    all.sort(Comparator.comparingLong(event -> event.sequence));
    byKey.clear();
    healthy.clear();
    inTrouble.clear();
    backingOff.clear();
    waitingEvents = 0;
    blockedEvents = 0;
    backingOffEvents = 0;
    trouble.clear();
    return all;
  }

  /** Makes a lane ready whose events have waited for more than company. */
  private void makeReady(Lane lane) {
    lane.state = Lane.State.READY;
    ready(lane).addLate(lane);
  }

  private Lane laneInFlight(PendingEvent event) {
    Lane lane = byKey.get(event.orderingKey);
    if (lane == null || lane.state != Lane.State.IN_FLIGHT) {
      throw new IllegalStateException("No lane in flight for an event that came back");
    }
    return lane;
  }
}
