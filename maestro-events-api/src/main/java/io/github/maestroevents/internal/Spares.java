package io.github.maestroevents.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few objects that are worth using again, such as buffers, kept between two uses.
 *
 * <p>Kept here and not in a {@code ThreadLocal}, which has two faults: what it holds stays on the
 * host's threads after the application of this library is gone, and holds its classes there; and
 * one thread gets one object, even if a host's getter that is called while an event is written
 * writes another event.
 *
 * <p>Safe for use by many threads; none waits for another. Whoever takes an object has it alone
 * until giving it back. One that is never given back is garbage, like any other object.
 *
 * @param <T> what is kept
 */
public final class Spares<T> {

  /** More objects than this are not kept, however many threads there are. */
  static final int MAX_KEPT = 32;

  /** How many places a thread looks at. */
  private static final int LOOKS = 4;

  /** Keeps neighbours out of one cache line: 16 references have at least 64 bytes. */
  private static final int STRIDE = 16;

  private final Supplier<T> maker;

  // Publishes what is given back to whoever takes it.
  private final AtomicReferenceArray<@Nullable T> places =
      new AtomicReferenceArray<>(MAX_KEPT * STRIDE);

  /** Keeps nothing yet; what is missing is made by {@code maker}, on any thread. */
  public Spares(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that was given back, or a new one. */
  public T take() {
    int home = home();
    for (int look = 0; look < LOOKS; look++) {
      int place = place(home + look);
      if (places.getPlain(place) != null) {
        T spare = places.getAndSet(place, null);
        if (spare != null) {
          return spare;
        }
      }
    }
    return maker.get();
  }

  /** Keeps an object for the next to take, or lets go of it if enough are kept. */
  public void giveBack(T spare) {
    int home = home();
    for (int look = 0; look < LOOKS; look++) {
      int place = place(home + look);
      if (places.getPlain(place) == null && places.compareAndSet(place, null, spare)) {
        return;
      }
    }
  }

  /** Threads with neighbouring ids, such as those of one pool, begin at different places. */
  private static int home() {
    return (int) Thread.currentThread().getId();
  }

  private static int place(int number) {
    return (number & (MAX_KEPT - 1)) * STRIDE;
  }
}
