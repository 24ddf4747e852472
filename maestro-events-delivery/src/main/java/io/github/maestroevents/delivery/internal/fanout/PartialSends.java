package io.github.maestroevents.delivery.internal.fanout;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which destinations have taken an event that others refused: when the host sends the event again,
 * it goes to those that lack it. Bounded by count and by time, the oldest forgotten first. Costs a
 * look at one field while no event is remembered. Any thread.
 */
public final class PartialSends {

  private final int maxEvents;
  private final Map<String, Partial> byId = new LinkedHashMap<>();

  /** Lets senders pass without a lock, and without an event id, while nothing is remembered. */
  private volatile boolean empty = true;

  public PartialSends() {
    this(TimeLimits.PARTIAL_SENDS);
  }

  PartialSends(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /**
   * The positions of the destinations that have this event already, for the caller to change.
   *
   * @param now the clock's reading
   */
  public BitSet takers(MaestroEvent event, long now) {
    String id = empty ? null : id(event);
    return id == null ? new BitSet() : takers(id, now);
  }

  private synchronized BitSet takers(String id, long now) {
    forgetOld(now);
    Partial partial = byId.get(id);
    return partial == null ? new BitSet() : (BitSet) partial.takers.clone();
  }

  /** The event was refused by some, and these have it. */
  public void remember(MaestroEvent event, BitSet takers, long now) {
    String id = takers.isEmpty() ? null : id(event);
    if (id != null) {
      remember(id, (BitSet) takers.clone(), now);
    }
  }

  private synchronized void remember(String id, BitSet takers, long now) {
    Partial known = byId.remove(id); // so that it counts as new
    if (known != null) {
      takers.or(known.takers);
    }
    byId.put(id, new Partial(takers, now));
    forgetOld(now);
    empty = byId.isEmpty();
  }

  /** All that must have the event have it now. */
  public void complete(MaestroEvent event) {
    String id = empty ? null : id(event);
    if (id != null) {
      forget(id);
    }
  }

  private synchronized void forget(String id) {
    byId.remove(id);
    empty = byId.isEmpty();
  }

  private void forgetOld(long now) {
    Iterator<Partial> oldestFirst = byId.values().iterator();
    int excess = byId.size() - maxEvents;
    while (oldestFirst.hasNext()) {
      Partial oldest = oldestFirst.next();
      if (excess-- <= 0 && now - oldest.sinceNanos < TimeLimits.PARTIAL_SEND_NANOS) {
        break;
      }
      oldestFirst.remove();
    }
    empty = byId.isEmpty();
  }

  /**
   * What tells the event from every other: of a host's own its source and id. Null if the event has
   * none; then it is not deliverable either.
   */
  private static @Nullable String id(MaestroEvent event) {
    try {
      return event instanceof HostEvent hosts
          ? hosts.source() + " " + hosts.id()
          : EventId.of(event).value();
    } catch (RuntimeException unreadable) { // the host's own type of event
      return null;
    }
  }

  private record Partial(BitSet takers, long sinceNanos) {}
}
