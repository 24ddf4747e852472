package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.internal.travel.Receipt.Verdict;
import io.github.maestroevents.delivery.internal.travel.Unfit;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Acceptance under JOURNALED: what is in the queue is written in one commit, and then its senders
 * are let go. While the disk works on one commit, the next one gathers. Confined to the journal
 * thread.
 */
public final class GroupCommit {

  private final Front front;
  private final EventJournal journal;
  private final JournalPolicy policy;
  private final DeliveryClock clock;
  private final JournalDesk desk;
  private final InFlightPolicy bounds;

  /** Taken from the queue and neither written nor refused yet; kept while the journal is full. */
  private List<PendingEvent> group = new ArrayList<>();

  /** Their fate is settled and their senders may know: to be passed on. */
  private List<PendingEvent> through = List.of();

  /**
   * Sequences an attempt to write has failed for, so that their senders have the events back. They
   * may be on disk, and are forgotten before anything newer is written: a process that finds them
   * after a crash then finds nothing newer that was delivered before them.
   */
  private long[] uncertain = {};

  /** Whether the group has been tried, and there was no room. */
  private boolean waitsForRoom;

  private long retryNanos;

  public GroupCommit(
      Front front,
      EventJournal journal,
      JournalPolicy policy,
      DeliveryClock clock,
      JournalDesk desk,
      InFlightPolicy bounds) {
    this.front = front;
    this.journal = journal;
    this.policy = policy;
    this.clock = clock;
    this.desk = desk;
    this.bounds = bounds;
  }

  /** Whether events can be taken and written at once. */
  boolean hasWork() {
    return !isHeldUp() && !isEmpty();
  }

  /** Whether there is no room for more: in the journal, or on the desk of the delivery thread. */
  private boolean isHeldUp() {
    return waitsForRoom || isDeskFull();
  }

  /** What is fit keeps to the bounds; beyond them it is the unfit that the desk is full of. */
  private boolean isDeskFull() {
    return desk.isCongested() || desk.unprocessed() >= 2L * bounds.maxEvents();
  }

  /** When events are due that wait for room, or {@code otherwise} if that is sooner. */
  long nextDueNanos(long otherwise) {
    return !isHeldUp() || retryNanos - otherwise > 0 ? otherwise : retryNanos;
  }

  boolean isEmpty() {
    return group.isEmpty() && through.isEmpty() && front.isEmpty();
  }

  /** Whether events have their numbers and are not written yet: they wait for room. */
  boolean holdsNumbered() {
    return !group.isEmpty();
  }

  /** The journal has forgotten something: events that wait for room may try again. */
  void roomWasMade(long now) {
    retryNanos = now;
  }

  /** One commit, if there is anything to write. Where it fails, the next call goes on. */
  void run(long now) {
    bring();
    if (isDeskFull()) {
      retryNanos = now + TimeLimits.ROOM_RETRY_NANOS;
      return;
    }
    if (group.isEmpty()) { // else a rest goes first, or waits
      front.take(group, policy.maxBatchEvents(), policy.maxBatchBytes(), now);
    } else if (waitsForRoom && retryNanos - now > 0) {
      return;
    }
    if (!group.isEmpty()) {
      write(now);
    }
  }

  private void write(long now) {
    if (!forgetUncertain()) {
      return;
    }
    List<JournalEntry> entries = entries();
    FittingWrite write = FittingWrite.of(journal, entries);
    if (write.written() < entries.size() && write.written() > 0) {
      settled(placeOf(entries.get(write.written()).sequence()));
    }
    if (write.failure() == null) {
      settled(group.size());
    } else if (write.failure() instanceof JournalFullException full) {
      meetFullJournal(entries.subList(write.written(), entries.size()), full, now);
    } else {
      uncertain = sequences(entries.subList(write.written(), entries.size()));
      fail(write.failure());
    }
  }

  /** Returns whether newer events may be written; if not, they are refused. */
  private boolean forgetUncertain() {
    if (uncertain.length == 0) {
      return true;
    }
    try {
      journal.acknowledge(uncertain);
      uncertain = new long[0];
      return true;
    } catch (Throwable thrown) { // the store's code, or a disk that fails
      fail(thrown);
      return false;
    }
  }

  private static long[] sequences(List<JournalEntry> entries) {
    return entries.stream().mapToLong(JournalEntry::sequence).toArray();
  }

  private void fail(Throwable cause) {
    desk.reply(new JournalReply.Failed(cause));
    refuse(group.size(), new Receipt(Verdict.FAILED, cause));
  }

  /** The place in the group of an event that is in it. */
  private int placeOf(long sequence) {
    int place = 0;
    while (group.get(place).sequence != sequence) {
      place++;
    }
    return place;
  }

  /** Senders who have gone meanwhile have their events back. */
  private List<JournalEntry> entries() {
    Instant time = clock.now();
    long now = clock.nanoTime();
    List<JournalEntry> entries = new ArrayList<>(group.size());
    for (PendingEvent event : group) {
      if (event.envelope != null && event.envelope.isReceiptRefused()) {
        event.unfit = Unfit.HANDED_BACK;
      }
      if (event.unfit == null && event.encoded != null) {
        entries.add(event.toEntry(time, now));
      }
    }
    return entries;
  }

  private void meetFullJournal(List<JournalEntry> entries, JournalFullException full, long now) {
    if (policy.whenFull() == WhenFull.DROP_OLDEST) {
      JournalEntry first = entries.get(0);
      if (first.event().sizeBytes()
          > FittingWrite.bytesToDiscard(journal, full)) { // more than there is to discard
        desk.reply(new JournalReply.Full(0, 0, full));
        refuse(placeOf(first.sequence()) + 1, new Receipt(Verdict.FULL, full));
        return;
      }
      long bytes = entries.stream().mapToLong(entry -> entry.event().sizeBytes()).sum();
      retryNanos = now + TimeLimits.ROOM_RETRY_NANOS;
      waitsForRoom = true;
      desk.reply(new JournalReply.Full(entries.size(), bytes, full));
      return;
    }
    desk.reply(new JournalReply.Full(0, 0, full));
    refuse(
        group.size(),
        policy.whenFull() == WhenFull.REJECT ? new Receipt(Verdict.FULL, full) : Receipt.DROPPED);
  }

  /** Gives up writing what waits for room, when the publisher ends. */
  void refuseRest() {
    if (!group.isEmpty()) {
      refuse(group.size(), new Receipt(Verdict.FULL, null));
    }
  }

  /** The journal thread ends before its time: what it has in hand goes back to its senders. */
  void breakOff(Throwable cause) {
    bring();
    PendingEvent inHand = front.giveBack();
    if (inHand != null) {
      group.add(inHand);
    }
    if (!group.isEmpty()) {
      refuse(group.size(), new Receipt(Verdict.FAILED, cause));
    }
  }

  /** Refuses the first of the group. */
  private void refuse(int events, Receipt receipt) {
    for (PendingEvent event : group.subList(0, events)) {
      if (event.unfit == null) {
        event.toForget = receipt.verdict() == Verdict.FAILED; // it may be there: to be forgotten
        event.unfit = fate(event, receipt);
        if (event.envelope != null) {
          event.envelope.receive(receipt);
        }
      }
    }
    settled(events);
  }

  private static Unfit fate(PendingEvent event, Receipt receipt) {
    if (receipt.verdict() == Verdict.DROPPED) {
      return Unfit.DROPPED;
    }
    boolean senderWaits = event.envelope != null && event.envelope.receipt != null;
    return senderWaits
        ? Unfit.HANDED_BACK
        : Unfit.givenUp(
            Reason.NOT_JOURNALED,
            receipt.cause() == null ? new JournalFullException("full") : receipt.cause());
  }

  /** From here on nothing can be written or refused twice, whatever fails. */
  private void settled(int events) {
    List<PendingEvent> done = new ArrayList<>(group.subList(0, events));
    List<PendingEvent> rest = new ArrayList<>(group.subList(events, group.size()));
    through = done;
    group = rest;
    waitsForRoom = false;
    bring();
  }

  /** Lets the senders go, then passes the events on. */
  private void bring() {
    if (through.isEmpty()) {
      return;
    }
    for (PendingEvent event : through) {
      if (event.unfit == null) {
        event.markWritten();
      }
      if (event.envelope != null) {
        event.envelope.receive(Receipt.ACCEPTED); // the first receipt counts
      }
    }
    JournalReply.Taken inMemory = inMemory();
    boolean fits =
        desk.unprocessed() + through.size() <= bounds.maxEvents()
            && desk.unprocessedBytes() + inMemory.bytes() <= bounds.maxBytes();
    desk.bring(fits ? inMemory : onDisk());
    through = List.of();
    if (desk.unprocessed() >= bounds.maxEvents() / 4
        || desk.unprocessedBytes() >= bounds.maxBytes() / 4) {
      desk.wakeDelivery();
    }
  }

  private JournalReply.Taken inMemory() {
    return new JournalReply.Taken(through.get(0).sequence, behindThrough(), through, 0, Map.of());
  }

  private JournalReply.Taken onDisk() {
    List<PendingEvent> unfit = new ArrayList<>();
    Map<Long, CompletableFuture<DeliveryOutcome>> promises = new HashMap<>();
    for (PendingEvent event : through) {
      if (event.unfit != null) {
        unfit.add(event);
      } else if (event.outcome != null) {
        promises.put(event.sequence, event.outcome);
      }
    }
    return new JournalReply.Taken(
        through.get(0).sequence, behindThrough(), unfit, through.size() - unfit.size(), promises);
  }

  private long behindThrough() {
    return through.get(through.size() - 1).sequence + 1;
  }
}
