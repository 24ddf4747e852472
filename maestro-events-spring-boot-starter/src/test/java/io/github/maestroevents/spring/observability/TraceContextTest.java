package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.policy.TraceContextSource;
import io.github.maestroevents.spi.EncodedEvent;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/**
 * A consumer that reads {@code traceparent} beside an event continues the trace in which the host
 * sent it, whatever lay between.
 */
@ExtendWith(OutputCaptureExtension.class)
class TraceContextTest {

  private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider sdk =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();

  private final ApplicationContextRunner traced =
      ObservedContexts.withAudit().withPropertyValues("maestro.events.trace-context=true");

  /** Destinations of other tests have these names too. */
  @BeforeEach
  void forgetWhatWasKept() {
    KeptBytesProvider.take("audit");
    KeptBytesProvider.take("other");
  }

  @AfterEach
  void endSdk() {
    sdk.close();
  }

  @Test
  void consumersSpan_isTheChildOfTheSendersSpan() {
    traced.run(context -> assertConsumersContinueTheTrace(context, "audit"));
  }

  @Test
  void consumersSpan_isTheChild_throughAJournalAndAFanOut(@TempDir Path directory) {
    traced
        .withPropertyValues(
            "maestro.events.destinations.audit.acceptance=journaled",
            "maestro.events.destinations.audit.journal=file:" + directory.resolve("journal"),
            "maestro.events.destinations.other.type=kept-bytes")
        .run(context -> assertConsumersContinueTheTrace(context, "audit", "other"));
  }

  @Test
  void spanOfMicrometerTracing_travels_whereOpenTelemetryIsNotAsked() {
    OtelTracer tracer =
        new OtelTracer(sdk.get("bridge"), new OtelCurrentTraceContext(), event -> {});
    traced
        .withClassLoader(new FilteredClassLoader(W3CTraceContextPropagator.class))
        .withBean(Tracer.class, () -> tracer)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean("maestroEventsOpenTelemetryTrace");
              io.micrometer.tracing.Span span = tracer.nextSpan().name("host").start();
              try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
                ObservedContexts.publisher(context).send(ObservedContexts.event("1"));
              } finally {
                span.end();
              }
              consume(delivered(context, "audit").get(0));

              assertThat(span("consumer").getParentSpanId()).isEqualTo(span("host").getSpanId());
              assertThat(span("consumer").getTraceId()).isEqualTo(span("host").getTraceId());
            });
  }

  @Test
  void nothingTravels_outsideOfASpan_orWhenTheApplicationDoesNotAskForIt() {
    traced.run(
        context -> {
          ObservedContexts.publisher(context).send(ObservedContexts.event("1"));
          assertThat(delivered(context, "audit").get(0).attributes())
              .doesNotContainKey("traceparent");
        });
    ObservedContexts.withAudit()
        .run(
            context -> {
              Span span = sdk.get("host").spanBuilder("host").startSpan();
              try (Scope scope = span.makeCurrent()) {
                ObservedContexts.publisher(context).send(ObservedContexts.event("1"));
              } finally {
                span.end();
              }
              assertThat(delivered(context, "audit").get(0).attributes())
                  .doesNotContainKey("traceparent");
            });
  }

  @Test
  void sourceOfTheApplication_wins() {
    traced
        .withBean(TraceContextSource.class, () -> () -> Map.of("traceparent", OTHER))
        .run(
            context -> {
              ObservedContexts.publisher(context).send(ObservedContexts.event("1"));
              assertThat(delivered(context, "audit").get(0).attributes())
                  .containsEntry("traceparent", OTHER);
            });
  }

  @Test
  void start_warns_whenNoTracingLibraryIsThere(CapturedOutput output) {
    traced
        .withClassLoader(new FilteredClassLoader("io.opentelemetry", "io.micrometer.tracing"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(output.getAll()).contains("events travel without a trace");
            });
  }

  private void assertConsumersContinueTheTrace(ApplicationContext context, String... destinations) {
    Span host = sdk.get("host").spanBuilder("host").startSpan();
    try (Scope scope = host.makeCurrent()) {
      ObservedContexts.publisher(context).send(ObservedContexts.event("1"));
    } finally {
      host.end();
    }
    for (String destination : destinations) {
      List<EncodedEvent> delivered = delivered(context, destination);
      assertThat(delivered).hasSize(1);
      consume(delivered.get(0));

      SpanData consumer = span("consumer");
      assertThat(consumer.getParentSpanId()).isEqualTo(span("host").getSpanId());
      assertThat(consumer.getTraceId()).isEqualTo(span("host").getTraceId());
      assertThat(consumer.getParentSpanContext().isRemote()).isTrue();
    }
  }

  /** As a consumer in another process does, with OpenTelemetry's own propagator. */
  private void consume(EncodedEvent event) {
    Context remote =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), event.attributes(), new AttributeGetter());
    sdk.get("consumer").spanBuilder("consumer").setParent(remote).startSpan().end();
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static List<EncodedEvent> delivered(ApplicationContext context, String destination) {
    DeliveringPublisher publisher = ObservedContexts.publisher(context);
    assertThat(publisher.flush(Duration.ofSeconds(60)).allDelivered()).isTrue();
    return KeptBytesProvider.take(destination);
  }

  private record AttributeGetter() implements TextMapGetter<Map<String, String>> {

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public String get(Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
