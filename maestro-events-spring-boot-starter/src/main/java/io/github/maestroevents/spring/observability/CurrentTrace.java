package io.github.maestroevents.spring.observability;

import java.util.Map;

/** What one tracing library says of the calling thread's span. Any thread. */
@FunctionalInterface
interface CurrentTrace {

  /** {@code traceparent} and, if there is one, {@code tracestate}; empty outside of a span. */
  Map<String, String> current();
}
