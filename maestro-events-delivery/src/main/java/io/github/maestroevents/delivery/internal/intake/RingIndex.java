package io.github.maestroevents.delivery.internal.intake;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A counter of an {@link EventRing} that shares its cache lines with nothing else: threads that
 * write one counter do not slow down those that read another. 120 bytes on either side, since
 * processors fetch lines of 64 bytes in pairs.
 */
final class RingIndex {

  /** A field updater is ready when it is made; a {@code VarHandle} is linked by its first call. */
  static final AtomicLongFieldUpdater<RingIndex> UPDATER =
      AtomicLongFieldUpdater.newUpdater(RingIndex.class, "value");

  long before01;
  long before02;
  long before03;
  long before04;
  long before05;
  long before06;
  long before07;
  long before08;
  long before09;
  long before10;
  long before11;
  long before12;
  long before13;
  long before14;
  long before15;

  /** What the side of the ring that counts publishes to the other side. */
  volatile long value;

  long behind01;
  long behind02;
  long behind03;
  long behind04;
  long behind05;
  long behind06;
  long behind07;
  long behind08;
  long behind09;
  long behind10;
  long behind11;
  long behind12;
  long behind13;
  long behind14;
  long behind15;

  /** Moves from the expected value to the next, unless another thread was faster. */
  boolean claim(long expected) {
    return UPDATER.compareAndSet(this, expected, expected + 1);
  }

  /** Sets the value after all that this thread has written before. */
  void publish(long newValue) {
    UPDATER.lazySet(this, newValue);
  }
}
