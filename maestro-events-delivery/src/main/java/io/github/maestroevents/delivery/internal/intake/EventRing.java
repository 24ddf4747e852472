package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring from many producers to one consumer. Any thread offers; all that takes belongs to
 * one thread at a time.
 *
 * <p>A producer claims a place by one compare-and-set of {@code claimed}, and fills it. If anything
 * threw between the two, the place would stay empty for ever and all events behind it would be
 * stuck. A caller deep in a recursion can get a {@link StackOverflowError} out of every call, but
 * only out of calls. So what follows the claim is one store into an array of objects whose operands
 * are local variables: no call, no allocation, no class to load, no check that can fail.
 *
 * <p>That store is a plain one, and this is why the consumer reads whole events all the same:
 *
 * <ul>
 *   <li><b>The contents of an event.</b> Its producer wrote them before its claim. The consumer
 *       reads {@code claimed} and looks at a place only if it has seen it claimed. Claims are
 *       volatile writes, so what came before the claim happens before whatever the consumer does
 *       next, reading the contents included.
 *   <li><b>The event of this round, not of the one before.</b> The consumer empties a place before
 *       it publishes {@code taken}. A producer claims the place again only after it has seen {@code
 *       taken} or a {@code limit} made of it. So the emptying happens before the next store, and
 *       the consumer can find nothing, or the new event.
 *   <li><b>Nothing, for a moment.</b> The consumer may see the claim before the store. The place is
 *       read in opaque mode, so it is read anew each time, and the store, which no thread can take
 *       back, gets visible.
 * </ul>
 *
 * <p>A place can stay claimed and empty for as long as its producer gets no processor. {@link
 * #poll} takes that for an empty ring. {@link #pollOrSkip}, for the end, waits, and then goes on
 * behind that place. From then on the ring is never let round to it again, so that what its
 * producer stores in the end is still that place's event, and no other's.
 */
final class EventRing {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final long NONE = Long.MAX_VALUE;
  private static final int SPINS = 100;
  private static final long PARK_NANOS = 50_000;

  // Every class that an offer needs is loaded, and every call linked, before a host offers.
  static {
    EventRing rehearsal = new EventRing(1, DeliveryClock.system(), 0);
    boolean unused = rehearsal.offer("taken");
    unused = rehearsal.offer("refused");
    Object unusedEvent = rehearsal.pollOrSkip();
  }

  /** An array of exactly this type, so that it takes whatever is stored. */
  final Object[] slots;

  private final int mask;

  /** Places claimed so far. Written by the producers. */
  final RingIndex claimed = new RingIndex();

  /** Up to where places may be claimed, as far as a producer has looked. */
  private final RingIndex limit = new RingIndex();

  /** Places the consumer is done with. */
  private final RingIndex taken = new RingIndex();

  /** What the consumer has last seen of {@code claimed}. Consumer only. */
  private final RingIndex seen = new RingIndex();

  private final DeliveryClock clock;

  /** For how much longer the consumer waits for places to be filled. Consumer only. */
  private long patienceNanos;

  /** Places passed over and still empty. Consumer only. */
  private final List<Long> skipped = new ArrayList<>();

  /** The first place passed over, which is never claimed again; from the consumer to producers. */
  private volatile long firstSkipped = NONE;

  /** How many are passed over and still empty; from the consumer to whoever asks. */
  private volatile int unfilled;

  /**
   * @param capacity events, rounded up to a power of two
   * @param clock for the waits of {@link #pollOrSkip}
   * @param patienceNanos how long they last at most, all together
   */
  EventRing(int capacity, DeliveryClock clock, long patienceNanos) {
    int size = Integer.highestOneBit(Math.max(1, capacity - 1)) << (capacity > 1 ? 1 : 0);
    this.slots = new Object[size];
    this.mask = size - 1;
    this.limit.value = size;
    this.clock = clock;
    this.patienceNanos = patienceNanos;
  }

  /** Adds an event, unless the ring is full. Any thread. */
  boolean offer(Object event) {
    Object[] places = slots;
    RingIndex next = claimed;
    long end = limit.value;
    long place;
    int slot;
    do {
      place = next.value;
      if (place >= end) {
        end = newLimit();
        if (place >= end) {
          return false;
        }
      }
      slot = (int) place & mask;
    } while (!next.claim(place));
    places[slot] = event; // nothing may stand between the claim and this: see above
    return true;
  }

  private long newLimit() {
    long done = taken.value; // before firstSkipped, which is written first
    long end = Math.min(done, firstSkipped) + slots.length;
    limit.publish(end); // a slower thread may set an older one: then it is looked for again
    return end;
  }

  /** The next event; null if there is none, or its producer has not filled its place yet. */
  @Nullable Object poll() {
    long place = taken.value;
    if (place == seen.value) {
      long now = claimed.value;
      seen.publish(now);
      if (place == now) {
        return null;
      }
    }
    int slot = (int) place & mask;
    Object event = SLOT.getOpaque(slots, slot);
    if (event != null) {
      slots[slot] = null;
      taken.publish(place + 1);
    }
    return event;
  }

  /**
   * The next event, or null if there is none. Waits for places that are claimed and not filled, as
   * long as patience lasts; then passes over them, and hands out their events when they come. For
   * the end: once a place was passed over, the ring takes no more than one further round of events.
   */
  @Nullable Object pollOrSkip() {
    Object event = pollSkipped();
    while (event == null && !isEmpty()) {
      event = awaitNext();
      if (event == null) {
        skip();
      }
    }
    return event;
  }

  private @Nullable Object pollSkipped() {
    for (Iterator<Long> places = skipped.iterator(); places.hasNext(); ) {
      int slot = (int) (long) places.next() & mask;
      Object event = SLOT.getOpaque(slots, slot);
      if (event != null) {
        slots[slot] = null;
        places.remove();
        unfilled = skipped.size();
        return event;
      }
    }
    return null;
  }

  private @Nullable Object awaitNext() {
    Object event = poll();
    if (event != null || patienceNanos <= 0) {
      return event;
    }
    boolean interrupted = Thread.interrupted(); // kept set, it would turn every park into a spin
    long begin = clock.nanoTime();
    long waited = 0;
    for (int looks = 0; event == null && waited < patienceNanos; looks++) {
      if (looks < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, PARK_NANOS);
      }
      event = poll();
      waited = clock.nanoTime() - begin;
    }
    patienceNanos -= waited;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return event;
  }

  private void skip() {
    long place = taken.value;
    skipped.add(place);
    unfilled = skipped.size();
    if (firstSkipped == NONE) {
      firstSkipped = place; // before taken, which is read first
    }
    taken.publish(place + 1);
  }

  /** How many places are claimed, passed over and still empty. Any thread. */
  int unfilled() {
    return unfilled;
  }

  /** How many events were added so far. Any thread. */
  long offered() {
    return claimed.value;
  }

  /** Whether all that was added has been taken. Any thread. */
  boolean isEmpty() {
    return taken.value >= claimed.value;
  }

  /** How many events are in the ring. Any thread. */
  int size() {
    long done = taken.value; // first, so that the answer is never below 0
    return (int) Math.min(claimed.value - done, slots.length);
  }

  int capacity() {
    return slots.length;
  }
}
