package io.github.maestroevents.delivery.internal.engine;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which publishers and journals have an engine, in all of this JVM: two engines around one would
 * close it under each other's hands and break its order. Keeps none of them, nor their classes, in
 * memory. Any thread.
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

  /**
   * Claims a journal for an engine.
   *
   * @throws IllegalStateException if an engine that has not closed it has it
   */
  public static void claimJournal(Object journal) {
    if (!ALL.add(journal)) {
      throw new IllegalStateException(
          "A publisher that has not been closed has this "
              + journal.getClass().getName()
              + " already. Open a journal of its own for each publisher");
    }
  }

  /** The engine has ended, or has not come to be. */
  public static void free(Object owned) {
    ALL.remove(owned);
  }

  private synchronized boolean add(Object claimed) {
    forgetCollected();
    return owned.add(new Owned(claimed, collected));
  }

  private synchronized void remove(Object freed) {
    forgetCollected();
    owned.remove(new Owned(freed, null));
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

    Owned(Object object, @Nullable ReferenceQueue<Object> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
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
