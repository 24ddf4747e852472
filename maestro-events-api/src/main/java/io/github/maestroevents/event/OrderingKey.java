package io.github.maestroevents.event;

/**
 * Chooses the lane of an event: events with equal keys are delivered in order, and others do not
 * wait for them.
 */
@FunctionalInterface
public interface OrderingKey {

  /** The key of an event; never null, empty for events that name nothing to key by. */
  String of(MaestroEvent event);

  /**
   * The default: the workflow UUID for events of a run and its steps, so each run has a lane; the
   * workflow id for all others, and where the UUID is missing. A {@link HostEvent} has the key that
   * its host gave.
   */
  static OrderingKey byWorkflowRun() {
    return OrderingKeys::workflowRun;
  }

  /**
   * The workflow id: all events of a workflow share a lane. A {@link HostEvent} has the key that
   * its host gave.
   */
  static OrderingKey byWorkflow() {
    return OrderingKeys::workflow;
  }
}
