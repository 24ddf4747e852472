package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first hand-off: from the host's threads to the delivery thread.
 *
 * <p>{@link #offer} runs on any thread and is one offer into a bounded ring: no lock, no
 * allocation, no clock, no wake-up. Accepted events are counted by the ring's own index. {@link
 * #take} belongs to the delivery thread.
 *
 * <p>An offer may race with the last look of the delivery thread. So whoever offers looks at {@code
 * closed} again afterwards: the offer and {@code closed} are both sequentially consistent, hence
 * either the delivery thread sees the event or the offering thread sees {@code closed} and reports
 * the event as late, for the publisher to collect.
 */
public final class Intake {

  /** What became of an offer that was not refused. */
  public enum Offer {
    /** The delivery thread will take it up. */
    ACCEPTED,
    /** Accepted while the intake closed: the delivery thread may have looked for the last time. */
    ACCEPTED_LATE,
    /** There was no room. */
    DROPPED
  }

  private final MpscAtomicArrayQueue<Object> ring;
  private final boolean rejectsOverflow;
  private final String destination;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /** Publishes the end of intake from the closing thread to the sending threads. */
  private volatile boolean closed;

  public Intake(int capacity, boolean rejectsOverflow, String destination) {
    this.ring = new MpscAtomicArrayQueue<>(capacity);
    this.rejectsOverflow = rejectsOverflow;
    this.destination = destination;
  }

  /** Accepts an event, bare or in its {@link Envelope}, drops it or throws. */
  public Offer offer(Object event) {
    if (closed) {
      throw refuseClosed();
    }
    if (!ring.offer(event)) {
      overflow();
      return Offer.DROPPED;
    }
    return closed ? Offer.ACCEPTED_LATE : Offer.ACCEPTED;
  }

  private void overflow() {
    if (rejectsOverflow) {
      rejected.increment();
      throw overloaded();
    }
    dropped.increment();
  }

  public PublisherOverloadedException overloaded() {
    return PublisherOverloadedException.withoutStackTrace(
        "The queue of destination '"
            + destination
            + "' is full ("
            + ring.capacity()
            + " events); send the event again later, or raise QueuePolicy.capacity");
  }

  /** Counts an event that was refused before it was offered. */
  public void countRefusal() {
    rejected.increment();
  }

  private PublisherClosedException refuseClosed() {
    rejected.increment();
    return PublisherClosedException.withoutStackTrace(
        "The publisher of destination '" + destination + "' is closed and accepts no event");
  }

  /** Whether the intake has ended. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends the intake; returns whether it had ended before. */
  public synchronized boolean close() {
    boolean before = closed;
    closed = true;
    return before;
  }

  /** The next event in the order of acceptance, or null. Delivery thread only. */
  public @Nullable Object take() {
    return ring.relaxedPoll();
  }

  /** The next event, waiting out an offer that is half done. Delivery thread only. */
  public @Nullable Object takeStrictly() {
    return ring.poll();
  }

  /** Events accepted so far: the producers' index of the ring. */
  public long accepted() {
    return ring.currentProducerIndex();
  }

  /** Whether an offer at this moment would find no room. Any thread. */
  public boolean isFull() {
    return !closed && ring.size() >= ring.capacity();
  }

  public boolean isEmpty() {
    return ring.isEmpty();
  }

  public long dropped() {
    return dropped.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  /** Events in the ring, for tests and diagnosis. */
  public int size() {
    return ring.size();
  }

  public int capacity() {
    return ring.capacity();
  }
}
