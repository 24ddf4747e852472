package io.github.maestroevents.delivery.internal.desk;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The third hand-off: between the delivery thread, which decides, and the journal thread, which
 * waits for the disk. One request of each kind at a time, and replies in the order of what was
 * done.
 *
 * <p>Bounded: by the one request of each kind, and for what the journal thread brings unasked by
 * {@link #unprocessed()}, {@link #unprocessedBytes()} and {@link #isCongested()}.
 */
public final class JournalDesk {

  /** Replies beyond which the journal thread brings no more: some hundred bytes each. */
  private static final int MAX_REPLIES = 10_000;

  private final AtomicReference<@Nullable List<PendingEvent>> toWrite = new AtomicReference<>();
  private final AtomicReference<@Nullable Fetch> toFetch = new AtomicReference<>();
  private final ConcurrentLinkedQueue<long[]> toAcknowledge = new ConcurrentLinkedQueue<>();

  /** What a closing publisher leaves, from the delivery thread: the last request. */
  private final AtomicReference<@Nullable List<PendingEvent>> leftOver = new AtomicReference<>();

  private final ConcurrentLinkedQueue<JournalReply> replies = new ConcurrentLinkedQueue<>();

  /** How many: counted up on the journal thread, down on the delivery thread. */
  private final AtomicInteger replyCount = new AtomicInteger();

  /** Events in replies: counted up on the journal thread, down on the delivery thread. */
  private final AtomicInteger unprocessed = new AtomicInteger();

  /** Their bytes. */
  private final AtomicLong unprocessedBytes = new AtomicLong();

  /** Tells the journal thread that nobody waits for it any more. */
  private volatile boolean abandoned;

  /** Why the journal thread is gone, from that thread to whoever asks; null while it serves. */
  private volatile @Nullable Throwable gone;

  /** Tells senders that one turn of the journal thread has lasted for long: from the watch. */
  private volatile boolean held;

  /** Tells whoever brings work that the journal thread parks, or is about to. */
  private volatile boolean idle;

  /** Set before anything is brought, by the publisher that owns the threads. */
  private volatile Runnable wakeJournal = () -> {};

  private volatile Runnable wakeDelivery = () -> {};

  public void onWork(Runnable wakeJournal) {
    this.wakeJournal = wakeJournal;
  }

  public void onReply(Runnable wakeDelivery) {
    this.wakeDelivery = wakeDelivery;
  }

  // Requests. Delivery thread, but for wake.

  public void write(List<PendingEvent> events) {
    toWrite.set(events);
    bringWork();
  }

  public void fetch(Fetch fetch) {
    toFetch.set(fetch);
    bringWork();
  }

  public void acknowledge(long[] sequences) {
    toAcknowledge.add(sequences);
    bringWork();
  }

  /** The last request: writes these and ends. */
  public void leave(List<PendingEvent> events) {
    leftOver.set(events);
    bringWork();
  }

  public void abandon() {
    abandoned = true;
    wake();
  }

  private void bringWork() {
    wake();
    answerIfGone();
  }

  /** Whoever sees a request that nobody will answer any more does so: each is answered once. */
  private void answerIfGone() {
    Throwable cause = gone;
    if (cause == null) {
      return;
    }
    List<PendingEvent> events = toWrite.getAndSet(null);
    if (events != null) {
      reply(new JournalReply.NotWritten(events, cause, 0));
    }
    if (toFetch.getAndSet(null) != null) {
      reply(new JournalReply.NotFetched(cause));
    }
    toAcknowledge.clear();
    List<PendingEvent> left = leftOver.getAndSet(null);
    if (left != null) {
      reply(new JournalReply.Ended(List.of(), left));
    }
  }

  /**
   * Wakes the journal thread if it parks. Any thread: senders under JOURNALED call it after their
   * offer, which is sequentially consistent like {@code idle}, so either they see it idle or it
   * sees their event.
   */
  public void wake() {
    if (idle) {
      wakeJournal.run();
    }
  }

  /** The next reply, or null. Delivery thread. */
  public @Nullable JournalReply next() {
    JournalReply reply = replies.poll();
    if (reply != null) {
      replyCount.decrementAndGet();
    }
    return reply;
  }

  public boolean hasReply() {
    return !replies.isEmpty();
  }

  /** Events of a reply have been dealt with. Delivery thread. */
  public void processed(JournalReply.Taken taken) {
    unprocessed.addAndGet(-taken.events().size());
    unprocessedBytes.addAndGet(-taken.bytes());
  }

  // Journal thread.

  public @Nullable List<PendingEvent> takeWrite() {
    return toWrite.getAndSet(null);
  }

  public @Nullable Fetch takeFetch() {
    return toFetch.getAndSet(null);
  }

  public long @Nullable [] takeAcknowledged() {
    return toAcknowledge.poll();
  }

  /** What is left; null while the publisher is open. */
  public @Nullable List<PendingEvent> leftOver() {
    return leftOver.get();
  }

  public boolean isAbandoned() {
    return abandoned;
  }

  /**
   * Whether something can be done at once; the last request, {@link #leftOver}, may have to wait.
   */
  public boolean hasRequest() {
    return toWrite.get() != null || toFetch.get() != null || !toAcknowledge.isEmpty() || abandoned;
  }

  /** The journal thread ends before its time, as its last act: the desk refuses what is asked. */
  public void fail(Throwable cause) {
    gone = cause;
    answerIfGone();
  }

  /** Whether one turn of the journal thread has lasted for long. Any thread. */
  public boolean isHeld() {
    return held;
  }

  /** Says so: the watch, and the journal thread when it takes its next turn. */
  public void hold(boolean holds) {
    if (held != holds) {
      held = holds;
    }
  }

  public void setIdle(boolean idle) {
    this.idle = idle;
  }

  /** Events the delivery thread has not dealt with yet. */
  public int unprocessed() {
    return unprocessed.get();
  }

  /** Their bytes. */
  public long unprocessedBytes() {
    return unprocessedBytes.get();
  }

  /** Whether the delivery thread has so many replies before it that it seems to hang. */
  public boolean isCongested() {
    return replyCount.get() >= MAX_REPLIES;
  }

  /** Brings events the delivery thread has not asked for; it sees them in its next turn. */
  public void bring(JournalReply.Taken taken) {
    add(taken); // first, since it may fail; the count may be below 0 for a moment
    unprocessed.addAndGet(taken.events().size());
    unprocessedBytes.addAndGet(taken.bytes());
  }

  /** Answers, and wakes the delivery thread. */
  public void reply(JournalReply reply) {
    add(reply);
    wakeDelivery.run();
  }

  private void add(JournalReply reply) {
    replies.add(reply);
    replyCount.incrementAndGet();
  }

  public void wakeDelivery() {
    wakeDelivery.run();
  }
}
