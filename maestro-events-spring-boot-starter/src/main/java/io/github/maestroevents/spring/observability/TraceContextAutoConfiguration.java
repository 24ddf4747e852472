package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.policy.TraceContextSource;
import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Lets the sender's span travel with an event if {@code maestro.events.trace-context} is true. A
 * {@link TraceContextSource} of the application wins. Otherwise OpenTelemetry is asked, which knows
 * the spans of its agent and of Micrometer's bridge too, and where that knows of none, Micrometer
 * Tracing.
 */
@AutoConfiguration
@ConditionalOnProperty(
    prefix = ObservabilityKeys.PREFIX,
    name = ObservabilityKeys.TRACE_CONTEXT,
    havingValue = "true")
public final class TraceContextAutoConfiguration {

  private static final SafeLogger LOG = SafeLogger.of(TraceContextAutoConfiguration.class);

  /** For Spring. */
  public TraceContextAutoConfiguration() {}

  @Bean
  MaestroEventsCustomizer maestroEventsTraceContext(
      ObjectProvider<TraceContextSource> own, ObjectProvider<CurrentTrace> libraries) {
    TraceContextSource source = own.getIfUnique();
    if (source != null) {
      return (destination, builder) -> builder.traceContext(source);
    }
    List<CurrentTrace> inOrder = libraries.orderedStream().toList();
    if (inOrder.isEmpty()) {
      LOG.warn(
          "maestro.events.trace-context is true, but neither OpenTelemetry nor Micrometer Tracing is"
              + " there: events travel without a trace");
      return (destination, builder) -> {};
    }
    return (destination, builder) -> builder.traceContext(() -> firstOf(inOrder));
  }

  private static Map<String, String> firstOf(List<CurrentTrace> libraries) {
    for (CurrentTrace library : libraries) {
      Map<String, String> current = library.current();
      if (!current.isEmpty()) {
        return current;
      }
    }
    return Map.of();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator")
  static final class OfOpenTelemetry {

    @Bean
    @Order(1)
    CurrentTrace maestroEventsOpenTelemetryTrace() {
      return new OpenTelemetryTrace();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "io.micrometer.tracing.Tracer")
  static final class OfMicrometer {

    /** Says nothing where the application has no tracer. */
    @Bean
    @Order(2)
    CurrentTrace maestroEventsMicrometerTrace(ObjectProvider<Tracer> tracers) {
      Tracer tracer = tracers.getIfUnique();
      return tracer == null ? Map::of : new MicrometerTrace(tracer);
    }
  }
}
