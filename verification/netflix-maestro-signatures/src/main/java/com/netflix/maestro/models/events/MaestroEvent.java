package com.netflix.maestro.models.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What happened. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    include = JsonTypeInfo.As.EXISTING_PROPERTY)
@JsonSubTypes({
  @JsonSubTypes.Type(
      name = "STEP_INSTANCE_STATUS_CHANGE_EVENT",
      value = StepInstanceStatusChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT",
      value = WorkflowInstanceStatusChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_DEFINITION_CHANGE_EVENT",
      value = WorkflowDefinitionChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_VERSION_CHANGE_EVENT",
      value = WorkflowVersionChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_PROPERTIES_CHANGE_EVENT",
      value = WorkflowPropertiesChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_ACTIVATION_CHANGE_EVENT",
      value = WorkflowActivationChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_DEACTIVATION_CHANGE_EVENT",
      value = WorkflowDeactivationChangeEvent.class),
  @JsonSubTypes.Type(
      name = "WORKFLOW_DELETION_CHANGE_EVENT",
      value = WorkflowDeletionChangeEvent.class)
})
public interface MaestroEvent {

  String getWorkflowId();

  String getClusterName();

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  Type getType();

  long getSyncTime();

  /** All there are. */
  enum Type {
    STEP_INSTANCE_STATUS_CHANGE_EVENT,
    WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT,
    WORKFLOW_DEFINITION_CHANGE_EVENT,
    WORKFLOW_VERSION_CHANGE_EVENT,
    WORKFLOW_PROPERTIES_CHANGE_EVENT,
    WORKFLOW_ACTIVATION_CHANGE_EVENT,
    WORKFLOW_DEACTIVATION_CHANGE_EVENT,
    WORKFLOW_DELETION_CHANGE_EVENT
  }
}
