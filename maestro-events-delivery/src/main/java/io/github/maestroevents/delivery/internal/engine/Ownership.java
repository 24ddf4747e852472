package io.github.maestroevents.delivery.internal.engine;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which publishers have an engine, in all of this JVM: two engines around one would close it under
 * each other's hands and break its order. Keeps none of them, nor their classes, in memory. Any
 * thread.
 */
public final class Ownership {

  private static final Ownership ALL = new Ownership();

  private final Set<Owned> owned = new HashSet<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  private Ownership() {}

  /**
   * Claims a publisher for an engine. A lambda can have several: where it captures nothing it is
   * the same object wherever it stands.
   *
   * @throws IllegalStateException if an engine that has not ended has it
   */
  public static void claim(Object publisher) {
    if (!publisher.getClass().isHidden() && !ALL.add(publisher)) {
      throw new IllegalStateException(
          "A publisher that has not been closed wraps this "
              + publisher.getClass().getName()
              + " already. Build one publisher for each destination object, and share that");
    }
  }

  /** The engine has ended, or has not come to be. */
  public static void free(Object publisher) {
    ALL.remove(publisher);
  }

  private synchronized boolean add(Object publisher) {
    forgetCollected();
    return owned.add(new Owned(publisher, collected));
  }

  private synchronized void remove(Object publisher) {
    forgetCollected();
    owned.remove(new Owned(publisher, null));
  }

  private void forgetCollected() {
    Reference<?> reference = collected.poll();
    while (reference != null) {
      owned.remove(reference);
      reference = collected.poll();
    }
  }

  /** An object by its identity, as long as it lives. */
  private static final class Owned extends WeakReference<Object> {

    private final int hash;

    Owned(Object publisher, @Nullable ReferenceQueue<Object> queue) {
      super(publisher, queue);
      this.hash = System.identityHashCode(publisher);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      Object mine = get();
      return other == this || (other instanceof Owned that && mine != null && mine == that.get());
    }
  }
}
