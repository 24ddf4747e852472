package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FanOutPublisherTest {

  private final FakeBatchPublisher first = new FakeBatchPublisher();
  private final FakeBatchPublisher second = new FakeBatchPublisher();

  @Test
  void event_reachesEveryDestination_encodedOnce() {
    AtomicInteger keys = new AtomicInteger();
    OrderingKey counted =
        event -> {
          keys.incrementAndGet();
          return "key";
        };
    try (FanOutPublisher publisher =
        FanOutPublisher.of(
            NonBlockingNotificationPublisher.builder(first)
                .name("one")
                .orderingKey(counted)
                .build(),
            NonBlockingNotificationPublisher.builder(second)
                .name("two")
                .orderingKey(counted)
                .build())) {
      publisher.send(event("a", 1));
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    EncodedEvent one = first.batches.get(0).get(0);
    EncodedEvent two = second.batches.get(0).get(0);
    assertThat(one.payload()).isEqualTo(two.payload());
    assertThat(keys).as("encoded once").hasValue(1);
  }

  @Test
  void event_isEncodedAnew_forADestinationWithAnotherOrder() {
    try (FanOutPublisher publisher =
        FanOutPublisher.of(
            named("one", first),
            NonBlockingNotificationPublisher.builder(second)
                .name("two")
                .orderingKey(OrderingKey.byWorkflow())
                .build())) {
      publisher.send(event("a", 1));
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    assertThat(second.batches.get(0).get(0).payload())
        .isEqualTo(first.batches.get(0).get(0).payload())
        .isNotSameAs(first.batches.get(0).get(0).payload());
  }

  @Test
  void destinationThatHangs_doesNotHoldUpTheOthers_andHasStatsOfItsOwn() {
    second.hold();
    FanOutPublisher publisher =
        FanOutPublisher.of(
            named("one", first),
            NonBlockingNotificationPublisher.builder(second)
                .name("two")
                .closeTimeout(Duration.ZERO)
                .deadLetterHandler(letter -> {})
                .build());
    for (int i = 0; i < 1000; i++) {
      publisher.send(event("k" + i % 10, i));
    }
    Deadline.await(
        "one delivered", () -> publisher.statsByDestination().get("one").delivered() == 1000);
    assertThat(publisher.statsByDestination().get("two").delivered()).isZero();
    publisher.close();
    publisher.statsByDestination().values().forEach(stats -> assertThat(stats.balanced()).isTrue());
    assertThat(publisher.statsByDestination().get("two").deadLettered()).isEqualTo(1000);
  }

  @Test
  void filter_routesEvents() {
    try (FanOutPublisher publisher =
        FanOutPublisher.of(
            named("one", first),
            NonBlockingNotificationPublisher.builder(second)
                .name("two")
                .filter(EventFilter.workflowId("b*"))
                .build())) {
      publisher.send(event("a", 1));
      publisher.send(event("b", 1));
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
      assertThat(publisher.statsByDestination().get("one").delivered()).isEqualTo(2);
      assertThat(publisher.statsByDestination().get("two").delivered()).isEqualTo(1);
      assertThat(publisher.statsByDestination().get("two").filtered()).isEqualTo(1);
    }
  }

  @Test
  void send_throwsAfterAllWereAsked_whenOneRefuses() {
    FakeBatchPublisher full = new FakeBatchPublisher().hold();
    FanOutPublisher publisher =
        FanOutPublisher.of(
            NonBlockingNotificationPublisher.builder(full)
                .name("full")
                .queue(QueuePolicy.defaults().withCapacity(2).withOverflow(OverflowPolicy.REJECT))
                .inFlight(InFlightPolicy.defaults().withMaxEvents(1))
                .closeTimeout(Duration.ZERO)
                .build(),
            named("one", first));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                publisher.send(event("a", i));
              }
            })
        .isInstanceOf(PublisherOverloadedException.class)
        .hasMessageContaining("'full'");
    Map<String, DeliveryStats> stats = publisher.statsByDestination();
    assertThat(stats.get("one").accepted()).isEqualTo(stats.get("full").offered());
    publisher.close();
  }

  @Test
  void send_waitsForEveryDestinationThatConfirms() {
    second.hold();
    FanOutPublisher publisher =
        FanOutPublisher.of(
            confirmed("one", first, Deadline.LONG),
            confirmed("two", second, Duration.ofMillis(50)));
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining("'two'");
    assertThat(first.batches).hasSize(1);
    publisher.close();
  }

  @Test
  void timeoutsOfSeveralDestinations_runFromTheSameMoment() {
    first.hold();
    second.hold();
    Duration timeout = Duration.ofMillis(400);
    FanOutPublisher publisher =
        FanOutPublisher.of(confirmed("one", first, timeout), confirmed("two", second, timeout));
    long start = DeliveryClock.system().nanoTime();
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1))
        .satisfies(thrown -> assertThat(thrown.getSuppressed()[0]).hasMessageContaining("'two'"));
    assertThat(DeliveryClock.system().nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
    publisher.close();
  }

  @Test
  void refusalThatMayPass_isThrown_ifAnyMay() {
    first.thenAll(DeliveryOutcome.rejected(new Exception("never")));
    second.hold();
    FanOutPublisher publisher =
        FanOutPublisher.of(
            confirmed("one", first, Deadline.LONG),
            confirmed("two", second, Duration.ofMillis(50)));
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    publisher.close();
  }

  @Test
  void eventSentAgain_goesOnlyToThoseThatLackIt() {
    second.thenAll(retryLater(new IOException("down")));
    try (FanOutPublisher publisher =
        FanOutPublisher.of(
            confirmed("one", first, Deadline.LONG),
            builder("two", second, Deadline.LONG).retry(RetryPolicy.never()).build())) {
      assertThatThrownBy(() -> publisher.send(event("a", 1)))
          .isInstanceOf(RetryableDeliveryException.class);
      publisher.send(event("a", 1));
      assertThat(first.batches).as("has it from the first call").hasSize(1);
      assertThat(second.batches).hasSize(2);

      publisher.send(event("a", 1)); // complete, so that this is another sending
      assertThat(first.batches).hasSize(2);
      assertThat(second.batches).hasSize(3);
    }
  }

  @Test
  void eventSubmittedAgain_goesOnlyToThoseThatLackIt() {
    FakeBatchPublisher full = new FakeBatchPublisher().hold();
    FanOutPublisher publisher =
        FanOutPublisher.of(
            named("one", first),
            NonBlockingNotificationPublisher.builder(full)
                .name("full")
                .queue(QueuePolicy.defaults().withCapacity(2).withOverflow(OverflowPolicy.REJECT))
                .inFlight(InFlightPolicy.defaults().withMaxEvents(1))
                .closeTimeout(Duration.ZERO)
                .build());
    publisher.submit(event("a", 0));
    Deadline.await("the only place outside the queue to be taken", () -> !full.batches.isEmpty());
    int refused = -1;
    for (int i = 1; refused < 0; i++) {
      try {
        publisher.submit(event("a", i));
      } catch (PublisherOverloadedException e) {
        refused = i;
      }
    }
    int number = refused;
    assertThatThrownBy(() -> publisher.submit(event("a", number)))
        .isInstanceOf(PublisherOverloadedException.class);
    assertThat(publisher.statsByDestination().get("one").accepted()).isEqualTo(number + 1);
    publisher.close();
  }

  @Test
  void refusalOfABestEffortDestination_neverFailsTheSend_andIsCounted() {
    NonBlockingNotificationPublisher gone = named("two", second);
    try (FanOutPublisher publisher =
        FanOutPublisher.builder()
            .required(confirmed("one", first, Deadline.LONG))
            .bestEffort(gone)
            .build()) {
      gone.close();
      publisher.send(event("a", 1));
      assertThat(publisher.submit(event("a", 2)).toCompletableFuture().join())
          .isEqualTo(DeliveryOutcome.delivered());
      assertThat(publisher.statsByDestination().get("two").rejected()).isEqualTo(2);
    }
  }

  @Test
  void bestEffortDestination_isNotWaitedFor() {
    second.hold();
    try (FanOutPublisher publisher =
        FanOutPublisher.builder()
            .bestEffort(confirmed("two", second, Duration.ofHours(1)))
            .required(confirmed("one", first, Deadline.LONG))
            .build()) {
      publisher.send(event("a", 1));
      assertThat(publisher.statsByDestination().get("two").accepted()).isEqualTo(1);
    }
  }

  @Test
  void fanOut_needsADestinationThatIsRequired() {
    NonBlockingNotificationPublisher one = named("one", first);
    assertThatThrownBy(() -> FanOutPublisher.builder().bestEffort(one).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("required");
    one.close();
  }

  @Test
  void stats_areTheSumsOfTheDestinations() {
    second.hold();
    try (FanOutPublisher publisher =
        FanOutPublisher.of(
            named("one", first),
            NonBlockingNotificationPublisher.builder(second)
                .name("two")
                .closeTimeout(Duration.ZERO)
                .deadLetterHandler(letter -> {})
                .build())) {
      publisher.send(event("a", 1));
      Deadline.await("delivered by one", () -> publisher.stats().delivered() == 1);
      Deadline.await("in flight at two", () -> publisher.stats().inFlight() == 1);
      DeliveryStats stats = publisher.stats();
      assertThat(stats.accepted()).isEqualTo(2);
      assertThat(stats.balanced()).isTrue();
      assertThat(publisher.name()).isEqualTo("one+two");
    }
  }

  @Test
  void names_mustDiffer() {
    NonBlockingNotificationPublisher one = named("same", first);
    NonBlockingNotificationPublisher two = named("same", second);
    assertThatThrownBy(() -> FanOutPublisher.of(one, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'same'");
    assertThatThrownBy(() -> FanOutPublisher.of(Map.of())).hasMessageContaining("at least one");
    List.of(one, two).forEach(NonBlockingNotificationPublisher::close);
  }

  private static NonBlockingNotificationPublisher named(String name, FakeBatchPublisher sink) {
    return NonBlockingNotificationPublisher.builder(sink).name(name).build();
  }

  private static NonBlockingNotificationPublisher confirmed(
      String name, FakeBatchPublisher sink, Duration timeout) {
    return builder(name, sink, timeout).build();
  }

  private static NonBlockingPublisherBuilder builder(
      String name, FakeBatchPublisher sink, Duration timeout) {
    return NonBlockingNotificationPublisher.builder(sink)
        .name(name)
        .acceptance(AcceptancePolicy.confirmedWithAnyTimeout(timeout))
        .closeTimeout(Duration.ZERO)
        .deadLetterHandler(letter -> {});
  }
}
