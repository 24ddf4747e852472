package io.github.maestroevents.journal.inspect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of a journal that have something in common.
 *
 * @param name what they have in common, such as their type; empty for those that have no such
 *     thing, and for all events together
 * @param events how many they are
 * @param bytes what their payloads take
 * @param oldest when the oldest of them was accepted; null if there is none
 */
public record EventGroup(String name, long events, long bytes, @Nullable Instant oldest) {

  /** What events are grouped by. */
  public enum By {
    /** The wire type. */
    TYPE("type"),
    /** The workflow that the subject names. */
    WORKFLOW("workflow_id"),
    /** The ordering key. */
    KEY("ordering_key"),
    /** The host, in a shared journal. */
    NODE("node");

    private final String column;

    By(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }
}
