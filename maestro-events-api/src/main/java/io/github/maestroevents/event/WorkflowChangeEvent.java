package io.github.maestroevents.event;

import org.jspecify.annotations.Nullable;

/** A user changed a workflow itself, rather than running it. */
public sealed interface WorkflowChangeEvent extends MaestroEvent
    permits WorkflowDefinitionChangeEvent,
        WorkflowVersionChangeEvent,
        WorkflowPropertiesChangeEvent,
        WorkflowActivationChangeEvent,
        WorkflowDeactivationChangeEvent,
        WorkflowDeletionChangeEvent {

  /** Who made the change, or null where the engine left it out. */
  @Nullable User author();

  /** When the change happened, in epoch milliseconds. */
  long eventTime();

  /**
   * When the engine built the event for the publisher, in epoch milliseconds; differs on every
   * attempt to publish it.
   */
  long sendTime();

  /** Always {@link EventLevel#INFO}: nothing fails when a workflow is changed. */
  @Override
  default EventLevel level() {
    return EventLevel.INFO;
  }
}
