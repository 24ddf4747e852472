package io.github.maestroevents.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The event types of Netflix Maestro; the constant's name is the type on the wire. */
public enum EventType {
  /** A {@link StepInstanceStatusChangeEvent}. */
  STEP_INSTANCE_STATUS_CHANGE_EVENT,
  /** A {@link WorkflowInstanceStatusChangeEvent}. */
  WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT,
  /** A {@link WorkflowDefinitionChangeEvent}. */
  WORKFLOW_DEFINITION_CHANGE_EVENT,
  /** A {@link WorkflowVersionChangeEvent}. */
  WORKFLOW_VERSION_CHANGE_EVENT,
  /** A {@link WorkflowPropertiesChangeEvent}. */
  WORKFLOW_PROPERTIES_CHANGE_EVENT,
  /** A {@link WorkflowActivationChangeEvent}. */
  WORKFLOW_ACTIVATION_CHANGE_EVENT,
  /** A {@link WorkflowDeactivationChangeEvent}. */
  WORKFLOW_DEACTIVATION_CHANGE_EVENT,
  /** A {@link WorkflowDeletionChangeEvent}. */
  WORKFLOW_DELETION_CHANGE_EVENT,
  /**
   * A type newer than this library, or a host's own; its name stands in {@link
   * MaestroEvent#wireType()}.
   */
  UNKNOWN;

  private static final Map<String, EventType> BY_WIRE_NAME = new HashMap<>();

  static {
    for (EventType type : values()) {
      if (type != UNKNOWN) {
        BY_WIRE_NAME.put(type.name(), type);
      }
    }
  }

  /**
   * The type with this name on the wire, in any case as Maestro reads it; {@link #UNKNOWN} for a
   * name that this library does not know.
   */
  public static EventType ofWireType(String wireType) {
    EventType exact = BY_WIRE_NAME.get(wireType);
    return exact != null
        ? exact
        : BY_WIRE_NAME.getOrDefault(wireType.toUpperCase(Locale.ROOT), UNKNOWN);
  }
}
