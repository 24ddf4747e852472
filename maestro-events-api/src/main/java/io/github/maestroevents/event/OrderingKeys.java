package io.github.maestroevents.event;

import org.jspecify.annotations.Nullable;

/** The keys that come with the library. */
final class OrderingKeys {

  private OrderingKeys() {}

  static String workflowRun(MaestroEvent event) {
    String uuid = workflowUuid(event);
    return uuid == null || uuid.isEmpty() ? workflow(event) : uuid;
  }

  static String workflow(MaestroEvent event) {
    if (event instanceof HostEvent hosts) {
      return hosts.orderingKey();
    }
    String workflowId = event.workflowId();
    return workflowId == null ? "" : workflowId;
  }

  private static @Nullable String workflowUuid(MaestroEvent event) {
    if (event instanceof StepInstanceStatusChangeEvent step) {
      return step.workflowUuid();
    }
    if (event instanceof WorkflowInstanceStatusChangeEvent instance) {
      return instance.workflowUuid();
    }
    return event instanceof OpaqueMaestroEvent opaque ? opaque.workflowUuid() : null;
  }
}
