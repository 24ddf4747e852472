package io.github.maestroevents.spring.internal.environment;

import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import java.util.List;
import java.util.stream.Stream;

/** The keys that the starter itself reads, and how keys are put together. */
public final class Keys {

  public static final String PREFIX = "maestro.events";

  /** Below {@link #PREFIX}. */
  public static final String DESTINATIONS = "destinations.";

  public static final String APPLICATION_EVENTS = "spring.application-events";
  public static final String CONNECTION_DETAILS = "spring.connection-details";

  /** What concerns Spring alone; the library behind the starter does not know these. */
  static final List<String> OF_THE_STARTER =
      Stream.concat(
              Stream.of(APPLICATION_EVENTS, CONNECTION_DETAILS), ObservabilityKeys.ALL.stream())
          .toList();

  private static final List<String> ROOTS_THAT_NAME_NO_DESTINATION =
      List.of("enabled", "journal", "close-timeout");

  private Keys() {}

  /** A key as people write it, of what stands below the prefix. */
  public static String whole(String below) {
    return PREFIX + "." + below;
  }

  /**
   * Whether a publisher is wanted because this key is there: it is of a destination, or of nothing
   * that the library knows, so that opening names the slip of the pen.
   */
  static boolean asksForAPublisher(String below) {
    return !below.startsWith("defaults.")
        && !ROOTS_THAT_NAME_NO_DESTINATION.contains(below)
        && !OF_THE_STARTER.contains(below);
  }
}
