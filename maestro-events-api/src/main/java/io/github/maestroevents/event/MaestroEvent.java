package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a workflow engine: one record per event type of Netflix Maestro,
 * {@link OpaqueMaestroEvent} for Maestro's JSON ready-made, and {@link HostEvent} for the events of
 * any other engine.
 *
 * <p>Events are immutable and hold whatever the engine put into them: nulls, empty lists and
 * negative numbers are accepted, as Maestro's own classes accept them.
 *
 * <p>Any Jackson {@code ObjectMapper} reads and writes the records in Maestro's JSON; {@code
 * MaestroEventJson} does so byte for byte.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "type")
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
public sealed interface MaestroEvent
    permits StepInstanceStatusChangeEvent,
        WorkflowInstanceStatusChangeEvent,
        WorkflowChangeEvent,
        OpaqueMaestroEvent,
        HostEvent {

  /** The id of the workflow, or null where the engine left it out. */
  @Nullable String workflowId();

  /** The engine's cluster, or null where the engine left it out. */
  @Nullable String clusterName();

  /**
   * The type of the event, {@link EventType#UNKNOWN} if it is newer than this library or no type of
   * Maestro's.
   */
  @JsonProperty("type")
  EventType type();

  /** When the engine queued the event internally, in epoch milliseconds. */
  long syncTime();

  /** How bad the news is. */
  EventLevel level();

  /**
   * The type as it stands on the wire; differs from the name of {@link #type()} for types newer
   * than this library, and for those of a {@link HostEvent}.
   */
  default String wireType() {
    return type().name();
  }
}
