package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What only the sending thread knows, on its way to the destination. */
class SenderAttributesTest {

  private static final Map<String, String> TRACE = Map.of("traceparent", "00-1-2-01");

  private final FakeBatchPublisher sink = new FakeBatchPublisher();

  @Test
  void attributes_travelBesideThoseOfTheEvent_underEveryAcceptanceLevel() {
    for (UnaryOperator<NonBlockingPublisherBuilder> level : levels()) {
      sink.batches.clear();
      try (DeliveringPublisher publisher = build(sink, level)) {
        publisher.send(event("a", 1), TRACE);
        assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
      }
      assertThat(attributes(sink, 0))
          .containsEntry("traceparent", "00-1-2-01")
          .containsEntry("specversion", "1.0")
          .containsKeys("id", "subject");
    }
  }

  @Test
  void attributes_travelWithASubmittedEvent_underEveryAcceptanceLevel() {
    for (UnaryOperator<NonBlockingPublisherBuilder> level : levels()) {
      sink.batches.clear();
      try (DeliveringPublisher publisher = build(sink, level)) {
        DeliveryOutcome outcome =
            publisher.submit(event("a", 1), TRACE).toCompletableFuture().join();
        assertThat(outcome).isEqualTo(DeliveryOutcome.delivered());
      }
      assertThat(attributes(sink, 0)).containsEntry("traceparent", "00-1-2-01");
    }
  }

  @Test
  void attributes_goToEveryDestinationOfAFanOut() {
    FakeBatchPublisher other = new FakeBatchPublisher();
    try (DeliveringPublisher publisher =
        FanOutPublisher.of(
            NonBlockingNotificationPublisher.builder(sink).name("one").build(),
            NonBlockingNotificationPublisher.builder(other).name("two").build())) {
      publisher.send(event("a", 1), TRACE);
      publisher.submit(event("a", 2), TRACE);
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    for (FakeBatchPublisher each : List.of(sink, other)) {
      assertThat(each.batches.stream().flatMap(List::stream))
          .hasSize(2)
          .allSatisfy(
              event -> assertThat(event.attributes()).containsEntry("traceparent", "00-1-2-01"));
    }
  }

  @Test
  void illegalName_isRefusedAtTheCall_andNothingIsAccepted() {
    try (DeliveringPublisher one = build(sink, builder -> builder);
        DeliveringPublisher fanOut = FanOutPublisher.of(Map.of("two", new FakeBatchPublisher()))) {
      for (DeliveringPublisher publisher : List.of(one, fanOut)) {
        assertThatThrownBy(() -> publisher.send(event("a", 1), Map.of("Trace-Id", "x")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("Trace-Id");
        assertThatThrownBy(() -> publisher.submit(event("a", 1), Map.of("source", "x")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("source");
        assertThat(publisher.stats().offered()).isZero();
      }
    }
  }

  @Test
  void publisherThatTakesEvents_getsTheEvent_withoutAttributes() {
    List<MaestroEvent> taken = new CopyOnWriteArrayList<>();
    try (DeliveringPublisher publisher = NonBlockingNotificationPublisher.wrap(taken::add)) {
      publisher.send(event("a", 1), TRACE);
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    assertThat(taken).containsExactly(event("a", 1));
  }

  private static List<UnaryOperator<NonBlockingPublisherBuilder>> levels() {
    return List.of(
        builder -> builder,
        builder -> builder.acceptance(AcceptancePolicy.confirmed()),
        builder -> builder.acceptance(AcceptancePolicy.journaled()).journal(new FakeJournal()));
  }

  private static DeliveringPublisher build(
      FakeBatchPublisher sink, UnaryOperator<NonBlockingPublisherBuilder> level) {
    return level.apply(NonBlockingNotificationPublisher.builder(sink)).build();
  }

  private static Map<String, String> attributes(FakeBatchPublisher sink, int batch) {
    return sink.batches.get(batch).get(0).attributes();
  }
}
