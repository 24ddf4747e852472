package io.github.maestroevents.event;

/** Chooses the lane of an event: events with equal keys are delivered in order. */
@FunctionalInterface
public interface OrderingKey {

  /** The key of an event; never null, empty for events that name nothing to key by. */
  String of(MaestroEvent event);

  /** The default: one lane per workflow run, and one per workflow for events outside a run. */
  static OrderingKey byWorkflowRun() {
    return event -> event.workflowId() == null ? "" : event.workflowId();
  }
}
