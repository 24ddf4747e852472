package io.github.maestroevents.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which destinations have meters, in any registry of this JVM: a registry gives the meters of the
 * first publisher to a second one of the same name, and says nothing. Any thread.
 */
final class TakenNames {

  /** What a registry has of a name. */
  enum State {
    /** Nothing. */
    FREE,
    /** The meters of a publisher that has ended. */
    KEPT,
    /** The meters of a publisher that has not ended. */
    TAKEN
  }

  /** Guarded by itself. Forgets a registry that nobody uses. */
  private static final Map<MeterRegistry, Map<String, State>> NAMES = new WeakHashMap<>();

  private TakenNames() {}

  /** Takes a name, unless it is taken; returns what it was. */
  static State take(MeterRegistry registry, String name) {
    synchronized (NAMES) {
      State before =
          NAMES.computeIfAbsent(registry, unused -> new HashMap<>()).put(name, State.TAKEN);
      return before == null ? State.FREE : before;
    }
  }

  /** Gives a name back; the meters stay. */
  static void keep(MeterRegistry registry, String name) {
    synchronized (NAMES) {
      NAMES.computeIfAbsent(registry, unused -> new HashMap<>()).put(name, State.KEPT);
    }
  }

  /** Gives a name back; the meters are gone. */
  static void free(MeterRegistry registry, String name) {
    synchronized (NAMES) {
      NAMES.computeIfAbsent(registry, unused -> new HashMap<>()).remove(name);
    }
  }
}
