package io.github.maestroevents.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose the meters of a name are, in any registry of this JVM: a registry gives the meters of the
 * first publisher to a second one of the same name, and says nothing. Any thread; whoever makes or
 * removes meters holds {@link #LOCK} meanwhile, so that the start of one publisher and the end of
 * another do not mix.
 */
final class Owners {

  static final Object LOCK = new Object();

  /** Guarded by the lock. Keeps neither a registry nor an owner alive. */
  private static final Map<MeterRegistry, Map<String, WeakReference<MicrometerDeliveryMetrics>>>
      OWNERS = new WeakHashMap<>();

  private Owners() {}

  /** Whether there are meters of that name: of a publisher that runs, has ended, or died. */
  static boolean isTaken(MeterRegistry registry, String name) {
    synchronized (LOCK) {
      return OWNERS.getOrDefault(registry, Map.of()).containsKey(name);
    }
  }

  /** Whose the meters of that name are; null if nobody's, or their owner is gone. */
  static @Nullable MicrometerDeliveryMetrics of(MeterRegistry registry, String name) {
    synchronized (LOCK) {
      WeakReference<MicrometerDeliveryMetrics> owner =
          OWNERS.getOrDefault(registry, Map.of()).get(name);
      return owner == null ? null : owner.get();
    }
  }

  /** From now on the meters of that name are this one's. */
  static void set(MeterRegistry registry, String name, MicrometerDeliveryMetrics owner) {
    synchronized (LOCK) {
      OWNERS
          .computeIfAbsent(registry, unused -> new HashMap<>())
          .put(name, new WeakReference<>(owner));
    }
  }

  /** There are no meters of that name any more. */
  static void remove(MeterRegistry registry, String name) {
    synchronized (LOCK) {
      Map<String, WeakReference<MicrometerDeliveryMetrics>> names = OWNERS.get(registry);
      if (names != null) {
        names.remove(name);
      }
    }
  }
}
