package io.github.maestroevents.event;

/** The event types of Netflix Maestro; the constant's name is the type on the wire. */
public enum EventType {
  STEP_INSTANCE_STATUS_CHANGE_EVENT,
  WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT,
  WORKFLOW_DEFINITION_CHANGE_EVENT,
  WORKFLOW_VERSION_CHANGE_EVENT,
  WORKFLOW_PROPERTIES_CHANGE_EVENT,
  WORKFLOW_ACTIVATION_CHANGE_EVENT,
  WORKFLOW_DEACTIVATION_CHANGE_EVENT,
  WORKFLOW_DELETION_CHANGE_EVENT,
  /** A type newer than this library; its name stands in {@code OpaqueMaestroEvent.wireType()}. */
  UNKNOWN
}
