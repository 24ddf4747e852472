package io.github.maestroevents.spring.observability;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;

/** The span that OpenTelemetry's API knows of, whoever has begun it: its agent, or a bridge. */
final class OpenTelemetryTrace implements CurrentTrace {

  @Override
  public Map<String, String> current() {
    Map<String, String> carrier = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.current(),
            carrier,
            (map, name, value) -> {
              if (map != null) {
                map.put(name, value);
              }
            });
    return carrier;
  }
}
