package io.github.maestroevents.testkit;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that keeps what it is given, for tests of hosts and of decorators. On demand it
 * throws, or holds its callers back until it is released.
 *
 * <p>Safe for use from many threads. {@link #send} blocks only between {@link #block} and {@link
 * #release}.
 */
public final class RecordingPublisher implements MaestroNotificationPublisher {

  // Guards every field below; "changed" is signalled on each change that a waiter may look for.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<MaestroEvent> events = new ArrayList<>();
  private @Nullable Supplier<? extends Throwable> failure;
  private boolean blocked;
  private int waiting;
  private boolean closed;

  private RecordingPublisher() {}

  /** A publisher that records until told otherwise. */
  public static RecordingPublisher create() {
    return new RecordingPublisher();
  }

  /**
   * Records the event, unless told to throw.
   *
   * @throws RetryableDeliveryException if the thread is interrupted while held back; the event is
   *     not recorded and the interrupt flag stays set
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    lock.lock();
    try {
      awaitRelease();
      if (closed) {
        throw new PublisherClosedException("The recording publisher is closed: " + event.type());
      }
      if (failure != null) {
        throw Sneaky.<RuntimeException>asUnchecked(failure.get());
      }
      events.add(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on every call throws what the supplier gives, checked or not, and records nothing. */
  public void failWith(Supplier<? extends Throwable> failure) {
    requireNonNull(failure, "failure");
    locked(() -> this.failure = failure);
  }

  /** From now on calls are recorded again. */
  public void recover() {
    locked(() -> failure = null);
  }

  /** From now on every call waits, before anything else happens, for {@link #release}. */
  public void block() {
    locked(() -> blocked = true);
  }

  /** Lets the waiting calls, and later ones, go on. */
  public void release() {
    locked(() -> blocked = false);
  }

  /** What has been recorded so far, in order; a copy. */
  public List<MaestroEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until at least {@code count} events have been recorded.
   *
   * @return what has been recorded so far, in order
   * @throws AssertionError if that takes longer than {@code timeout}
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<MaestroEvent> awaitEvents(int count, Duration timeout) throws InterruptedException {
    Patience patience = new Patience(lock, changed, timeout);
    lock.lock();
    try {
      patience.await(
          () -> events.size() >= count, () -> events.size() + " of " + count + " events");
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until at least {@code callers} threads are held back in {@link #send}.
   *
   * @throws AssertionError if that takes longer than {@code timeout}
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void awaitBlockedCallers(int callers, Duration timeout) throws InterruptedException {
    Patience patience = new Patience(lock, changed, timeout);
    lock.lock();
    try {
      patience.await(() -> waiting >= callers, () -> waiting + " of " + callers + " callers wait");
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #close} has been called. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses events from now on and lets waiting callers go, to be refused. */
  @Override
  public void close() {
    locked(
        () -> {
          closed = true;
          blocked = false;
        });
  }

  private void awaitRelease() {
    if (!blocked) {
      return;
    }
    waiting++;
    changed.signalAll();
    try {
      while (blocked) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableDeliveryException("Interrupted while the publisher was blocked", e);
    } finally {
      waiting--;
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
