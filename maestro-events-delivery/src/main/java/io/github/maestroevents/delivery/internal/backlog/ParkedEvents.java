package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.desk.Fetch;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.flight.Settlement;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events of parts in trouble beyond the share of memory that these may hold: they wait on disk and
 * let the others pass. Confined to the delivery thread.
 */
final class ParkedEvents {

  private final Lanes lanes;
  private final Settlement settlement;
  private final BooleanSupplier isAway;
  private final Account account;
  private final Ledger ledger;

  /**
   * Events that may be tried, and be in memory for that, while those in trouble hold their share.
   */
  private final int few;

  private final Parking parking = new Parking();
  private final Trials trials;

  /**
   * None yet.
   *
   * @param bounds of memory
   * @param isAway whether the destination does not take events at present
   */
  ParkedEvents(
      Lanes lanes,
      Settlement settlement,
      InFlightPolicy bounds,
      BooleanSupplier isAway,
      Account account,
      long now) {
    this.few = Math.max(1, bounds.maxEvents() / 16);
    this.lanes = lanes;
    this.isAway = isAway;
    this.settlement = settlement;
    this.account = account;
    this.ledger = account.ledger();
    this.trials = new Trials(parking, now);
  }

  boolean isEmpty() {
    return parking.isEmpty();
  }

  /**
   * Before answers are settled: whether lanes that fail may be parked.
   *
   * @param diskHasRoom whether what is parked can be written; else it is given up, which is for
   *     those alone that are in others' way
   */
  void beginTurn(boolean diskHasRoom, long now) {
    lanes.mayPark(parking.hasRoom() && (diskHasRoom || othersAreDelivered(now)));
  }

  /** Whether the destination delivers, so that what fails is a part of it. */
  boolean othersAreDelivered(long now) {
    return settlement.delivers(now);
  }

  /**
   * Whether an event is to wait on disk: others of its key do, or it would wait in memory long. One
   * that was to be parked already is among those of its key on the way: it asks for older ones.
   */
  boolean takes(PendingEvent event, long now) {
    boolean isBehindOthers =
        event.parks ? parking.holdsOlder(event.orderingKey) : parking.holds(event.orderingKey);
    return isBehindOthers || (parking.hasRoom() && settlement.crowds(event, now));
  }

  /** Whether events of its key are parked, or on the way. */
  boolean holds(PendingEvent event) {
    return parking.holds(event.orderingKey);
  }

  /** A new event is to be written, and to be parked then. */
  void expect(PendingEvent event) {
    parking.expect(event.orderingKey, part(event));
    event.parks = true;
  }

  /** An event that left its lane is to be written, and to be parked then. */
  void expectOlder(PendingEvent event) {
    parking.expectOlder(event.orderingKey, part(event));
    event.parks = true;
    event.leftLane = true;
  }

  /** An event that was to be parked is written, or goes another way. */
  void expectNoMore(PendingEvent event) {
    if (event.parks) {
      parking.expectNoMore(event.orderingKey, event.leftLane);
      event.parks = false;
      event.leftLane = false;
    }
  }

  /** An event that is written leaves memory. */
  void park(PendingEvent event, long now) {
    parking.add(event.orderingKey, part(event), event.sequence);
    ledger.movedToDisk(event);
    ledger.parked();
    account.journalLog().parked(parking.onDisk(), now);
  }

  private @Nullable String part(PendingEvent event) {
    return event.part == null ? lanes.part(event.orderingKey) : event.part;
  }

  /**
   * What is to be read and tried again now; null if nothing is. While the destination is away,
   * nothing is but one look's worth, among which may be the probe.
   */
  @Nullable Fetch fetch(long room, long maxBytes, long now) {
    if (isAway.getAsBoolean() && !lanes.isEmpty()) {
      return null;
    }
    List<Long> sequences =
        trials.choose(
            (int) Math.min(room, Integer.MAX_VALUE),
            lanes.isTroubleFull() ? few : Integer.MAX_VALUE,
            lanes::holds,
            now);
    return sequences.isEmpty() ? null : new Fetch.These(sequences, Math.max(1, maxBytes), false);
  }

  /** What was to be read could not be. */
  void notRead() {
    trials.notRead();
  }

  /** The oldest, which are to make room on disk; null if there are none. */
  @Nullable Fetch oldest(long events) {
    long most = Math.max(1, Math.min(events, parking.onDisk() / 4));
    List<Long> sequences = parking.oldest((int) Math.min(most, Integer.MAX_VALUE));
    return sequences.isEmpty() ? null : new Fetch.These(sequences, Long.MAX_VALUE, true);
  }

  /** Whether this entry is parked, and not to be read in its turn. */
  boolean holds(JournalEntry entry) {
    return parking.contains(entry.event().orderingKey(), entry.sequence());
  }

  /** All of them, ascending. */
  List<Long> sequences() {
    return parking.oldest(Integer.MAX_VALUE);
  }

  /** An entry was read; it counts as on disk until {@link Ledger#recalled}. */
  void found(JournalEntry entry) {
    parking.remove(entry.event().orderingKey(), entry.sequence());
    ledger.parkedNoMore();
  }

  /** An event was looked for in vain. */
  void lost(long sequence) {
    parking.lose(sequence);
    ledger.parkedNoMore();
  }
}
