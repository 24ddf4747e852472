package io.github.maestroevents.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.Reaction;
import io.github.maestroevents.testkit.ScriptedPublisher;
import io.github.maestroevents.testkit.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meters of a real engine in front of a destination that does everything it may. */
class ConservationTest {

  private static final IOException DOWN = new IOException("down");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Books books = new Books(registry, "flaky");
  private final ShiftedClock clock = new ShiftedClock();
  private final AtomicInteger turn = new AtomicInteger();

  private DeliveryOutcome flaky(EncodedEvent event) {
    return switch (turn.getAndIncrement() % 11) {
      case 0, 1, 2 -> DeliveryOutcome.retryLater(DOWN).ofEvent();
      case 3 -> DeliveryOutcome.rejected(DOWN);
      case 4 -> DeliveryOutcome.retryLater(DOWN).ofEvent().notDelivered();
      default -> DeliveryOutcome.delivered();
    };
  }

  private NonBlockingPublisherBuilder flaky() {
    return NonBlockingNotificationPublisher.builder(
            ScriptedPublisher.script()
                .then(Reaction.retryLater(DOWN))
                .then(Reaction.failStage(DOWN))
                .afterwards(Reaction.eachEvent(this::flaky))
                .build())
        .name("flaky")
        .clock(clock)
        .deadLetterHandler(letter -> {})
        .filter(event -> event.type().ordinal() % 4 != 1)
        .metrics(MicrometerDeliveryMetrics.of(registry).withMetersKept(true));
  }

  private static RetryPolicy quick() {
    return RetryPolicy.defaults()
        .withDelays(Duration.ofMillis(1), Duration.ofMillis(2))
        .withMaxAttempts(3);
  }

  @Test
  void meters_addUp_atQuietAndAfterTheEnd_whenEventsAreRetriedRejectedFilteredAndDropped() {
    try (var publisher = flaky().retry(quick()).build()) {
      for (int round = 0; round < 50; round++) {
        TestEvents.ofEveryType().forEach(publisher::send);
        TestEvents.ofOneRun(8).forEach(publisher::send);
      }
      quiet(publisher);

      books.balance();
      books.agreeWith(publisher.stats());
      assertThat(books.sum("accepted")).isEqualTo(800);
      assertThat(books.sum("filtered")).isPositive();
      assertThat(books.sum("dead.lettered", "reason", "rejected")).isPositive();
      assertThat(books.sum("dead.lettered", "reason", "retries_exhausted")).isPositive();
      assertThat(books.sum("retried", "reason", "event")).isPositive();
      assertThat(books.sum("retried", "reason", "destination")).isPositive();
      assertThat(books.sum("retried.in.doubt")).isPositive();
      publisher.close();
      books.balance();
      books.agreeWith(publisher.stats());
      assertThat(books.sum("attempt")).isEqualTo(publisher.stats().batches());
      assertThat(books.sum("batch.size")).isEqualTo(publisher.stats().batches());
    }
  }

  /** Waits until all is settled, and has the meters read anew. */
  private void quiet(NonBlockingNotificationPublisher publisher) {
    Await.until("all is settled", () -> publisher.stats().undelivered() == 0);
    clock.advance(Duration.ofSeconds(1));
  }

  private NonBlockingPublisherBuilder small(ScriptedPublisher destination) {
    return NonBlockingNotificationPublisher.builder(destination)
        .name("flaky")
        .clock(clock)
        .deadLetterHandler(letter -> {})
        .inFlight(InFlightPolicy.defaults().withMaxEvents(8))
        .metrics(MicrometerDeliveryMetrics.of(registry).withMetersKept(true));
  }

  @Test
  void drops_areCountedByTheirReason() {
    var publisher =
        small(ScriptedPublisher.always(Reaction.neverComplete()))
            .queue(QueuePolicy.defaults().withCapacity(8))
            .build();
    TestEvents.ofManyRuns(100).forEach(publisher::send);
    publisher.close(Duration.ZERO);

    books.balance();
    books.agreeWith(publisher.stats());
    assertThat(books.sum("dropped", "reason", "queue_full")).isGreaterThan(70);
    assertThat(books.sum("dropped", "reason", "journal_full")).isZero();
    assertThat(books.sum("accepted") + books.sum("dropped")).isEqualTo(100);
    assertThat(books.sum("dead.lettered", "reason", "closed")).isEqualTo(books.sum("accepted"));
  }

  @Test
  void refusals_areCountedByTheirReason() {
    var publisher =
        small(ScriptedPublisher.always(Reaction.neverComplete()))
            .queue(QueuePolicy.defaults().withCapacity(8).withOverflow(OverflowPolicy.REJECT))
            .build();
    long refused =
        TestEvents.ofManyRuns(100).stream().filter(event -> refuses(publisher, event)).count();
    publisher.closeAsync(); // which waits for the destination
    assertThat(refuses(publisher, TestEvents.event())).isTrue();
    clock.advance(Duration.ofSeconds(1));

    assertThat(books.sum("rejected", "reason", "queue_full")).isEqualTo(refused).isGreaterThan(70);
    assertThat(books.sum("rejected", "reason", "closed")).isEqualTo(1);
    assertThat(books.sum("rejected", "reason", "not_confirmed")).isZero();
    publisher.close(Duration.ZERO);
    books.balance();
    assertThat(books.sum("accepted") + books.sum("rejected")).isEqualTo(101);
  }

  private static boolean refuses(NonBlockingNotificationPublisher publisher, MaestroEvent event) {
    try {
      publisher.send(event);
      return false;
    } catch (EventDeliveryException refused) {
      return true;
    }
  }

  @Test
  void accepted_neverBecomesLess_whenEventsGoBackToTheirCallers() {
    ScriptedPublisher destination =
        ScriptedPublisher.script().then(30, Reaction.hold()).build(); // then it delivers
    var publisher =
        small(destination).acceptance(AcceptancePolicy.confirmed(Duration.ofMillis(50))).build();
    double accepted = 0;
    long refused = 0;
    for (MaestroEvent event : TestEvents.ofManyRuns(20)) {
      refused += refuses(publisher, event) ? 1 : 0;
      clock.advance(Duration.ofSeconds(1));
      assertThat(books.sum("accepted")).isGreaterThanOrEqualTo(accepted);
      accepted = books.sum("accepted");
    }
    publisher.close(Duration.ZERO);

    books.balance();
    books.agreeWith(publisher.stats());
    assertThat(refused).isPositive();
    assertThat(books.sum("rejected", "reason", "not_confirmed")).isEqualTo(refused);
  }

  @Test
  void metersOfTwoLives_addUp_withAJournal(@TempDir Path directory) {
    SqliteJournal file = SqliteJournal.at(directory);
    var first =
        small(ScriptedPublisher.always(Reaction.retryLater(DOWN)))
            .journal(file.open())
            .acceptance(AcceptancePolicy.journaled())
            .build();
    TestEvents.ofManyRuns(100).forEach(first::send);
    first.close(Duration.ZERO);
    books.balance();
    books.agreeWith(first.stats());
    assertThat(books.sum("accepted")).isEqualTo(100);
    assertThat(books.sum("journaled")).isEqualTo(100);
    assertThat(books.sum("journal.max.size")).isEqualTo(SqliteJournal.DEFAULT_MAX_BYTES);

    var second = small(ScriptedPublisher.script().build()).journal(file.open()).build();
    TestEvents.ofManyRuns(10).forEach(second::send);
    quiet(second);
    books.balance();
    books.agreeWith(second.stats());
    assertThat(books.sum("recovered")).isEqualTo(100);
    assertThat(books.sum("delivered")).isEqualTo(110);
    second.close();
    books.balance();
  }
}
