package io.github.maestroevents.delivery.internal.backlog;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to the journal: those that gather, and those the journal thread is writing.
 * What is to be parked gathers apart, so that nobody else waits for it while the disk fails.
 * Confined to the delivery thread.
 */
final class Spill {

  private final JournalPolicy policy;
  private final InFlightPolicy bounds;
  private final Ledger ledger;

  /** By sequence. At most a batch. */
  private final TreeMap<Long, PendingEvent> gathering = new TreeMap<>();

  /** By sequence; of these, as much as memory may hold. */
  private final TreeMap<Long, PendingEvent> toPark = new TreeMap<>();

  private long gatheringBytes;
  private long toParkBytes;
  private List<PendingEvent> writing = List.of();
  private int othersInWriting;

  Spill(JournalPolicy policy, InFlightPolicy bounds, Ledger ledger) {
    this.policy = policy;
    this.bounds = bounds;
    this.ledger = ledger;
  }

  boolean isWriting() {
    return !writing.isEmpty();
  }

  /** Whether any gather. */
  boolean hasGathered() {
    return !gathering.isEmpty() || !toPark.isEmpty();
  }

  int gathered() {
    return gathering.size() + toPark.size();
  }

  long gatheredBytes() {
    return gatheringBytes + toParkBytes;
  }

  /** Whether events are on their way that others have to wait for: those not to be parked. */
  boolean isWaitedFor() {
    return !gathering.isEmpty() || othersInWriting > 0;
  }

  boolean hasRoom() {
    return gathering.size() < policy.maxBatchEvents() && gatheringBytes < policy.maxBatchBytes();
  }

  boolean hasRoomToPark() {
    return toPark.size() < bounds.maxEvents() && toParkBytes < bounds.maxBytes();
  }

  void add(PendingEvent event) {
    gather(event);
    ledger.beginSpilling(event);
  }

  /** What is to be parked says so. */
  private void gather(PendingEvent event) {
    if (event.parks) {
      toPark.put(event.sequence, event);
      toParkBytes += event.sizeBytes();
    } else {
      gathering.put(event.sequence, event);
      gatheringBytes += event.sizeBytes();
    }
  }

  private void remove(PendingEvent event) {
    if (toPark.remove(event.sequence) != null) {
      toParkBytes -= event.sizeBytes();
    } else {
      gathering.remove(event.sequence);
      gatheringBytes -= event.sizeBytes();
    }
  }

  /** The events to write next, which are being written from now on. */
  List<PendingEvent> beginWriting() {
    writing = new ArrayList<>();
    othersInWriting = 0;
    long bytes = 0;
    while (hasGathered() && writing.size() < policy.maxBatchEvents()) {
      PendingEvent event = first();
      if (!writing.isEmpty() && bytes + event.sizeBytes() > policy.maxBatchBytes()) {
        return writing;
      }
      remove(event);
      bytes += event.sizeBytes();
      writing.add(event);
      othersInWriting += event.parks ? 0 : 1;
    }
    return writing;
  }

  /** The oldest of all that gather. */
  private PendingEvent first() {
    Map.Entry<Long, PendingEvent> ordinary = gathering.firstEntry();
    Map.Entry<Long, PendingEvent> parks = toPark.firstEntry();
    if (ordinary == null || (parks != null && parks.getKey() < ordinary.getKey())) {
      return requireNonNull(parks).getValue();
    }
    return ordinary.getValue();
  }

  /** The first of them are written; each still counts as spilling. */
  List<PendingEvent> written(int events) {
    List<PendingEvent> written = writing.subList(0, events);
    writing = writing.subList(events, writing.size());
    othersInWriting = (int) writing.stream().filter(event -> !event.parks).count();
    return written;
  }

  /** They are not written, and gather again. */
  void notWritten() {
    writing.forEach(this::gather);
    writing = List.of();
    othersInWriting = 0;
  }

  /** The oldest event of those not to be parked; null if there is none. */
  @Nullable PendingEvent firstOther() {
    return gathering.isEmpty() ? null : gathering.firstEntry().getValue();
  }

  /** The oldest event of those to be parked; null if there is none. */
  @Nullable PendingEvent firstToPark() {
    return toPark.isEmpty() ? null : toPark.firstEntry().getValue();
  }

  /** Those to be parked, oldest first; a copy. */
  List<PendingEvent> toPark() {
    return List.copyOf(toPark.values());
  }

  /** An event that gathers is to be parked after all. */
  void regather(PendingEvent event) {
    remove(event);
    gather(event);
  }

  /** An event that gathers goes another way. */
  void takeOff(PendingEvent event) {
    remove(event);
    ledger.endSpilling(event);
  }

  /** The oldest of all that gather goes another way. */
  PendingEvent removeFirst() {
    PendingEvent event = first();
    takeOff(event);
    return event;
  }
}
