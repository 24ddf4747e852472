package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.delivery.policy.TraceContextSource;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Adds the trace that the calling thread is in to what an event carries. Any thread. What goes
 * wrong costs events their trace, and is logged once.
 */
public final class CallersTrace {

  private final @Nullable TraceContextSource source;
  private final String destination;
  private final SafeLogger log;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * @param source null if the host does not trace
   */
  public CallersTrace(@Nullable TraceContextSource source, String destination, SafeLogger log) {
    this.source = source;
    this.destination = LogText.id(destination);
    this.log = log;
  }

  /** Whether there is nothing to ask. */
  public boolean isOff() {
    return source == null;
  }

  /** These attributes, which were checked, and those of the trace that they do not name. */
  public Map<String, String> with(Map<String, String> attributes) {
    TraceContextSource asked = source;
    if (asked == null) {
      return attributes;
    }
    try {
      Map<String, String> trace = MoreAttributes.copyOf(asked.current());
      if (attributes.isEmpty() || trace.isEmpty()) {
        return trace.isEmpty() ? attributes : trace;
      }
      Map<String, String> both = new LinkedHashMap<>(trace);
      both.putAll(attributes);
      return both;
    } catch (Throwable thrown) { // the host's code: the event goes without its trace
      if (told.compareAndSet(false, true)) {
        log.warn(
            "The trace context of destination '{}' failed: events go without it; this is said once:"
                + " {}",
            destination,
            LogText.of(thrown));
      }
      return attributes;
    }
  }
}
