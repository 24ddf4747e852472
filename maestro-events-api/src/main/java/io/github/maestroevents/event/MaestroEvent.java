package io.github.maestroevents.event;

import org.jspecify.annotations.Nullable;

/** Something that happened in a workflow engine. */
public interface MaestroEvent {

  /** The id of the workflow, or null where the engine left it out. */
  @Nullable String workflowId();

  /** The engine's cluster, or null where the engine left it out. */
  @Nullable String clusterName();

  /** The type of the event. */
  EventType type();

  /** When the engine queued the event internally, in epoch milliseconds. */
  long syncTime();

  /** How bad the news is. */
  EventLevel level();

  /**
   * The type as it stands on the wire; differs from {@link #type()} for types newer than this
   * library.
   */
  default String wireType() {
    return type().name();
  }
}
