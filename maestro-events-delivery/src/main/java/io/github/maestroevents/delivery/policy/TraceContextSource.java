package io.github.maestroevents.delivery.policy;

import java.util.Map;

/**
 * Where the context of a trace comes from: the calling thread's span as W3C Trace Context, in the
 * attributes {@code traceparent} and {@code tracestate} that the CloudEvents extension for
 * distributed tracing names.
 *
 * <p>Called on every thread that sends, for every event; must not block.
 */
@FunctionalInterface
public interface TraceContextSource {

  /**
   * The attributes of the calling thread's span, such as {@code traceparent=00-…-…-01}; empty if it
   * is in none, never null. Names are lower-case letters and digits.
   */
  Map<String, String> current();
}
