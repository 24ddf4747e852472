package io.github.maestroevents.spring.observability;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Map;

/**
 * The span that Micrometer Tracing knows of, whichever library is behind it and whichever headers
 * that library writes by itself.
 */
final class MicrometerTrace implements CurrentTrace {

  /** Hexadecimal digits of a trace's id, and of a span's. */
  private static final int TRACE_DIGITS = 32;

  private static final int SPAN_DIGITS = 16;

  private final Tracer tracer;

  MicrometerTrace(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Map<String, String> current() {
    Span span = tracer.currentSpan();
    if (span == null) {
      return Map.of();
    }
    TraceContext context = span.context();
    String trace = context.traceId();
    if (trace.isEmpty()
        || trace.length() > TRACE_DIGITS
        || context.spanId().length() != SPAN_DIGITS) {
      return Map.of();
    }
    // Brave may have ids of half the length.
    String padded = "0".repeat(TRACE_DIGITS - trace.length()) + trace;
    String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
    return Map.of("traceparent", "00-" + padded + "-" + context.spanId() + "-" + flags);
  }
}
