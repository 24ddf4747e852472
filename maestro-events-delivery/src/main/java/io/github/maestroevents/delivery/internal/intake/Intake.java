package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The first hand-off: from the host's threads to the delivery thread.
 *
 * <p>{@link #offer} runs on any thread and is one offer into a bounded ring: no lock, no
 * allocation, no clock, no wake-up. Accepted events are counted by the ring's own index. {@link
 * #take} belongs to the delivery thread. A caller whose stack is all but used up may get a {@link
 * StackOverflowError}; the events of others are accepted and taken all the same, see {@link
 * EventRing}.
 *
 * <p>An offer may race with the last look of the delivery thread. So whoever offers looks at {@code
 * closed} again afterwards: the claim of a place in the ring, which is what makes it not empty, and
 * {@code closed} are both sequentially consistent, hence either the delivery thread sees that there
 * is an event or the offering thread sees {@code closed} and reports the event as late, for the
 * publisher to collect.
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

  // Whatever an offer may need is loaded and linked before a host offers on a deep stack.
  static {
    rehearse(new Intake(1, false, "rehearsal"));
    rehearse(new Intake(1, true, "rehearsal"));
  }

  private final EventRing ring;
  private final boolean rejectsOverflow;
  private final String destination;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder rejectedFull = new LongAdder();
  private final LongAdder rejectedClosed = new LongAdder();

  /** Publishes the end of intake from the closing thread to the sending threads. */
  private volatile boolean closed;

  /** Why it ended by itself, from the thread that failed to the sending threads; else null. */
  private volatile @Nullable Throwable failure;

  /** Whether {@link #close} was called. Guarded by this. */
  private boolean closeCalled;

  public Intake(int capacity, boolean rejectsOverflow, String destination) {
    this.ring = new EventRing(capacity, DeliveryClock.system(), TimeLimits.CLAIM_NANOS);
    this.rejectsOverflow = rejectsOverflow;
    this.destination = LogText.id(destination); // for people alone
  }

  private static void rehearse(Intake intake) {
    try {
      Offer unused = intake.offer(intake);
      unused = intake.offer(intake);
    } catch (PublisherOverloadedException expected) {
      intake.countRefusal();
    }
    boolean unused = intake.close();
    try {
      Offer unusedOffer = intake.offer(intake);
    } catch (PublisherClosedException expected) {
      intake.countRefusal();
    }
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
      rejectedFull.increment(); // before the sum, which readers read first
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
    rejectedClosed.increment(); // before the sum, which readers read first
    rejected.increment();
    Throwable cause = failure;
    if (cause == null) {
      return PublisherClosedException.withoutStackTrace(
          "The publisher of destination '" + destination + "' is closed and accepts no event");
    }
    return new PublisherClosedException(
        "The publisher of destination '"
            + destination
            + "' accepts no event: a thread of its own has ended by "
            + cause.getClass().getName()
            + "; close it, and build it anew",
        cause);
  }

  /** Why it has ended by itself; null if it has not. Any thread. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Whether the intake has ended. Any thread. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends the intake; returns whether this was called before. */
  public synchronized boolean close() {
    boolean before = closeCalled;
    closeCalled = true;
    closed = true;
    return before;
  }

  /**
   * Ends the intake because nobody is left to take from it: offers are refused from now on, and say
   * why. Any thread; the first cause stays.
   */
  public synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause; // before closed, which is read first
    }
    closed = true;
  }

  /** The next event in the order of acceptance, or null. Delivery thread only. */
  public @Nullable Object take() {
    return ring.poll();
  }

  /**
   * The next event, for the end of a publisher: waits out an offer that is half done, and goes on
   * behind it if its thread gets no further within {@link TimeLimits#CLAIM_NANOS}. That thread sees
   * {@code closed} and reports its event as late, and the next call hands it out. Delivery thread
   * only.
   */
  public @Nullable Object takeStrictly() {
    return ring.pollOrSkip();
  }

  /**
   * Events that were accepted and not found by {@link #takeStrictly}, since their sender's thread
   * has stopped in the middle of its offer. 0 unless something holds threads of the host for
   * seconds. Any thread.
   */
  public int unfilled() {
    return ring.unfilled();
  }

  /** Events accepted so far: the producers' index of the ring. Any thread. */
  public long accepted() {
    return ring.offered();
  }

  /** Whether an offer at this moment would find no room. Any thread. */
  public boolean isFull() {
    return !closed && ring.size() >= ring.capacity();
  }

  public boolean isEmpty() {
    return ring.isEmpty();
  }

  /** Whether half of the queue is taken: a burst may soon fill it. */
  public boolean isHalfFull() {
    return ring.size() >= ring.capacity() / 2;
  }

  public long dropped() {
    return dropped.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  /** Of the rejected, those that found no room. */
  public long rejectedFull() {
    return rejectedFull.sum();
  }

  /** Of the rejected, those that came too late. */
  public long rejectedClosed() {
    return rejectedClosed.sum();
  }

  /** Events in the ring, for tests and diagnosis. */
  public int size() {
    return ring.size();
  }

  public int capacity() {
    return ring.capacity();
  }
}
