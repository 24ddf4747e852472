package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The sender's trace arrives with the event, however it travels. */
class TraceContextTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Set<Thread> asked = ConcurrentHashMap.newKeySet();
  private final FakeBatchPublisher sink = new FakeBatchPublisher();

  private Map<String, String> current() {
    asked.add(Thread.currentThread());
    return Map.of("traceparent", PARENT);
  }

  @Test
  void trace_arrives_underEveryAcceptanceLevel_andIsAskedOnTheSendersThread() {
    for (UnaryOperator<NonBlockingPublisherBuilder> level : levels()) {
      sink.batches.clear();
      try (DeliveringPublisher publisher = build(sink, level)) {
        publisher.send(event("a", 1));
        publisher.send(event("a", 2), Map.of("tenant", "7"));
        publisher.submit(event("a", 3));
        assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
      }
      assertThat(delivered(sink))
          .hasSize(3)
          .allSatisfy(event -> assertThat(event.attributes()).containsEntry("traceparent", PARENT));
      assertThat(delivered(sink).get(1).attributes()).containsEntry("tenant", "7");
    }
    assertThat(asked).containsExactly(Thread.currentThread());
  }

  @Test
  void attributeThatTheSenderGives_wins() {
    try (DeliveringPublisher publisher = build(sink, builder -> builder)) {
      publisher.send(event("a", 1), Map.of("traceparent", "00-1-1-00"));
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    assertThat(delivered(sink).get(0).attributes()).containsEntry("traceparent", "00-1-1-00");
  }

  @Test
  void trace_arrivesAtEveryDestinationOfAFanOut_thatAsksForIt() {
    FakeBatchPublisher journaled = new FakeBatchPublisher();
    FakeBatchPublisher without = new FakeBatchPublisher();
    try (DeliveringPublisher publisher =
        FanOutPublisher.of(
            builder(sink).name("memory").build(),
            levels().get(2).apply(builder(journaled).name("journaled")).build(),
            NonBlockingNotificationPublisher.builder(without).name("without").build())) {
      publisher.send(event("a", 1));
      publisher.submit(event("a", 2));
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    for (FakeBatchPublisher each : List.of(sink, journaled)) {
      assertThat(delivered(each))
          .hasSize(2)
          .allSatisfy(event -> assertThat(event.attributes()).containsEntry("traceparent", PARENT));
    }
    assertThat(delivered(without))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.attributes()).doesNotContainKey("traceparent"));
    assertThat(asked).containsExactly(Thread.currentThread());
  }

  @Test
  void event_isAcceptedAndDelivered_whenTheSourceThrows() {
    for (UnaryOperator<NonBlockingPublisherBuilder> level : levels()) {
      sink.batches.clear();
      try (DeliveringPublisher publisher =
          level
              .apply(
                  NonBlockingNotificationPublisher.builder(sink)
                      .traceContext(
                          () -> {
                            throw new NoClassDefFoundError("io/opentelemetry/api/trace/Span");
                          }))
              .build()) {
        publisher.send(event("a", 1));
        assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
        assertThat(publisher.stats().delivered()).isEqualTo(1);
      }
      assertThat(delivered(sink).get(0).attributes()).doesNotContainKey("traceparent");
    }
  }

  private DeliveringPublisher build(
      FakeBatchPublisher sink, UnaryOperator<NonBlockingPublisherBuilder> level) {
    return level.apply(builder(sink)).build();
  }

  private NonBlockingPublisherBuilder builder(FakeBatchPublisher sink) {
    return NonBlockingNotificationPublisher.builder(sink).traceContext(this::current);
  }

  private static List<EncodedEvent> delivered(FakeBatchPublisher sink) {
    return sink.batches.stream().flatMap(List::stream).toList();
  }

  private static List<UnaryOperator<NonBlockingPublisherBuilder>> levels() {
    return List.of(
        builder -> builder,
        builder -> builder.acceptance(AcceptancePolicy.confirmed()),
        builder -> builder.acceptance(AcceptancePolicy.journaled()).journal(new FakeJournal()));
  }
}
