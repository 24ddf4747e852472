package io.github.maestroevents;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/** Asks the collector whether an object is still held, for tests of what the library lets go of. */
public final class Garbage {

  private static final int COLLECTIONS = 50;
  private static final long MILLIS_PER_COLLECTION = 100;

  private Garbage() {}

  /**
   * Whether the collector takes the object of a reference within some collections. What is only
   * softly held is not taken: a host with memory to spare keeps it for ever.
   */
  public static <T> boolean takes(Reference<T> reference, ReferenceQueue<T> queue)
      throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      if (queue.remove(MILLIS_PER_COLLECTION) == reference) {
        return true;
      }
    }
    return false;
  }
}
