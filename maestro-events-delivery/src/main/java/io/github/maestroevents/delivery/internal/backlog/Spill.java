package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Events on their way from the queue to the journal: those that gather, and those the journal
 * thread is writing. At most two batches. Confined to the delivery thread.
 */
final class Spill {

  private final JournalPolicy policy;
  private final Ledger ledger;

  /** Ascending by sequence, unless {@link #mixed}. */
  private final ArrayDeque<PendingEvent> gathering = new ArrayDeque<>();

  /** Whether older events have come behind younger ones. */
  private boolean mixed;

  private long gatheringBytes;
  private List<PendingEvent> writing = List.of();

  Spill(JournalPolicy policy, Ledger ledger) {
    this.policy = policy;
    this.ledger = ledger;
  }

  boolean isEmpty() {
    return gathering.isEmpty() && writing.isEmpty();
  }

  boolean isWriting() {
    return !writing.isEmpty();
  }

  boolean hasGathered() {
    return !gathering.isEmpty();
  }

  int gathered() {
    return gathering.size();
  }

  long gatheredBytes() {
    return gatheringBytes;
  }

  boolean hasRoom() {
    return gathering.size() < policy.maxBatchEvents() && gatheringBytes < policy.maxBatchBytes();
  }

  void add(PendingEvent event) {
    gathering.addLast(event);
    gatheringBytes += event.sizeBytes();
    ledger.beginSpilling(event);
  }

  /** Adds an event that was in memory already, and goes before the younger ones. */
  void addOlder(PendingEvent event) {
    add(event);
    mixed = true;
  }

  private void sort() {
    if (mixed) {
      List<PendingEvent> all = new ArrayList<>(gathering);
      all.sort(Comparator.comparingLong(event -> event.sequence));
      gathering.clear();
      gathering.addAll(all);
      mixed = false;
    }
  }

  /** The events to write next, which are being written from now on. */
  List<PendingEvent> beginWriting() {
    sort();
    writing = new ArrayList<>();
    long bytes = 0;
    while (!gathering.isEmpty()
        && writing.size() < policy.maxBatchEvents()
        && (writing.isEmpty()
            || bytes + gathering.getFirst().sizeBytes() <= policy.maxBatchBytes())) {
      PendingEvent event = gathering.removeFirst();
      gatheringBytes -= event.sizeBytes();
      bytes += event.sizeBytes();
      writing.add(event);
    }
    return writing;
  }

  /** The first of them are written; each still counts as spilling. */
  List<PendingEvent> written(int events) {
    List<PendingEvent> written = writing.subList(0, events);
    writing = writing.subList(events, writing.size());
    return written;
  }

  /** They are not written, and stand in front again. */
  void notWritten() {
    for (int i = writing.size() - 1; i >= 0; i--) {
      gathering.addFirst(writing.get(i));
      gatheringBytes += writing.get(i).sizeBytes();
    }
    mixed |= !writing.isEmpty();
    writing = List.of();
  }

  /** The oldest event of those that gather. */
  PendingEvent first() {
    sort();
    return gathering.getFirst();
  }

  /** The oldest event, which goes another way. */
  PendingEvent removeFirst() {
    sort();
    PendingEvent event = gathering.removeFirst();
    gatheringBytes -= event.sizeBytes();
    ledger.endSpilling(event);
    return event;
  }
}
