package io.github.maestroevents.spring.observability;

import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import java.util.Set;

/**
 * The settings that this package reads, for a host that opens a publisher by itself and takes
 * health, endpoint and meters from here: they mean nothing to the library behind it.
 */
public final class ObservedKeys {

  private static final Set<String> BELOW_THE_PREFIX = Set.copyOf(ObservabilityKeys.ALL);

  private ObservedKeys() {}

  /**
   * Whether a key is one of them.
   *
   * @param below what stands behind {@code maestro.events.}, such as {@code health.readiness}
   */
  public static boolean contains(String below) {
    return BELOW_THE_PREFIX.contains(below);
  }

  /** All of them, without {@code maestro.events.}. */
  public static Set<String> all() {
    return BELOW_THE_PREFIX;
  }
}
