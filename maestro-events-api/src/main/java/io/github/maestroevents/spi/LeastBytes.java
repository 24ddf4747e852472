package io.github.maestroevents.spi;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lower bound of what an event has once it is encoded, of the lengths of its parts alone. A
 * character takes a byte at least, and an element of a list two.
 */
final class LeastBytes {

  private LeastBytes() {}

  static long of(MaestroEvent event) {
    if (event instanceof HostEvent hosts) {
      return host(hosts);
    }
    if (event instanceof OpaqueMaestroEvent opaque) {
      return opaque.jsonBytes()
          + length(opaque.wireType())
          + length(opaque.workflowId())
          + length(opaque.clusterName());
    }
    long bytes = length(event.workflowId()) + length(event.clusterName());
    if (event instanceof StepInstanceStatusChangeEvent step) {
      return bytes
          + length(step.stepId())
          + length(step.workflowUuid())
          + length(step.stepUuid())
          + length(step.correlationId())
          + elements(step.statusChangeRecords());
    }
    if (event instanceof WorkflowInstanceStatusChangeEvent instance) {
      return bytes
          + length(instance.workflowName())
          + length(instance.workflowUuid())
          + length(instance.correlationId())
          + elements(instance.tags());
    }
    return bytes;
  }

  private static long host(HostEvent event) {
    long bytes =
        event.bodyBytes()
            + length(event.wireType())
            + length(event.source())
            + length(event.subject())
            + length(event.orderingKey())
            + length(event.contentType());
    for (Map.Entry<String, String> extension : event.extensions().entrySet()) {
      bytes += length(extension.getKey()) + length(extension.getValue());
    }
    return bytes;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static long elements(@Nullable List<?> list) {
    return list == null ? 0 : 2L * list.size();
  }
}
