package io.github.maestroevents.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read from a destination for a scrape. */
class ReadingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final FakeDestination destination = new FakeDestination();
  private final Books books = new Books(registry, "fake");
  private final MicrometerDeliveryMetrics metrics =
      MicrometerDeliveryMetrics.of(registry).withMetersKept(true);

  @BeforeEach
  void start() {
    metrics.started(destination);
  }

  private void show(Object... namesAndFigures) {
    destination.stats = FakeStats.of(namesAndFigures);
    destination.clock.advance(SECOND);
  }

  @Test
  void figuresOfOneScrape_areThoseOfOneMoment() {
    show("accepted", 7, "queued", 7);
    destination.reads = 0;

    registry.getMeters().forEach(meter -> meter.measure().forEach(measured -> measured.getValue()));
    destination.stats = FakeStats.of("accepted", 9, "delivered", 9);

    assertThat(books.sum("queued")).isEqualTo(7);
    assertThat(books.sum("accepted")).isEqualTo(7);
    assertThat(destination.reads).isEqualTo(1);
  }

  @Test
  void figures_areReadAnew_halfASecondLater() {
    show("queued", 7);
    assertThat(books.sum("queued")).isEqualTo(7);

    destination.stats = FakeStats.of("queued", 3);
    destination.clock.advance(Duration.ofMillis(499));
    assertThat(books.sum("queued")).isEqualTo(7);
    destination.clock.advance(Duration.ofMillis(1));
    assertThat(books.sum("queued")).isEqualTo(3);
  }

  @Test
  void lastFigures_areTold_whenTheyCannotBeRead() {
    show("queued", 7);
    assertThat(books.sum("queued")).isEqualTo(7);

    destination.failure = new IllegalStateException("no figures");
    destination.clock.advance(SECOND);

    assertThat(books.sum("queued")).isEqualTo(7);
  }

  @Test
  void accepted_countsWhatHasLeftMemory_whereAnEventMayGoBackToItsCaller() {
    destination.acceptance = AcceptanceLevel.CONFIRMED;
    show("accepted", 5, "delivered", 2, "inFlight", 3);
    assertThat(books.sum("accepted")).isEqualTo(2);

    show("accepted", 3, "delivered", 3, "rejected", 2);
    assertThat(books.sum("accepted")).isEqualTo(3);
    assertThat(books.sum("rejected", "reason", "not_confirmed")).isEqualTo(2);
  }

  @Test
  void accepted_standsStill_whenItWouldGoBack() {
    show("accepted", 5);
    assertThat(books.sum("accepted")).isEqualTo(5);

    show("accepted", 4);
    assertThat(books.sum("accepted")).isEqualTo(5);
  }

  @Test
  void refusals_haveTheirReasons() {
    show("rejected", 10, "rejectedFull", 5, "rejectedClosed", 2);

    assertThat(books.sum("rejected", "reason", "queue_full")).isEqualTo(5);
    assertThat(books.sum("rejected", "reason", "closed")).isEqualTo(2);
    assertThat(books.sum("rejected", "reason", "not_confirmed")).isEqualTo(3);
  }

  @Test
  void refusalsOfOneReason_areNeverTakenForAnother_whileTheyAreCounted() {
    show("rejected", 9, "rejectedFull", 10); // read between the two steps of a count

    assertThat(books.sum("rejected", "reason", "not_confirmed")).isZero();
  }

  @Test
  void drops_haveTheirReasons() {
    show("dropped", 10, "droppedByJournal", 4);

    assertThat(books.sum("dropped", "reason", "queue_full")).isEqualTo(6);
    assertThat(books.sum("dropped", "reason", "journal_full")).isEqualTo(4);
  }

  @Test
  void ages_areSecondsSince_andNothingWhenThereIsNothing() {
    Instant start = destination.clock.now();
    show();
    assertThat(books.sum("oldest.age")).isZero();

    show(
        "oldestInMemory",
        start,
        "oldestJournaled",
        start.minusSeconds(60),
        "turnAge",
        Duration.ofSeconds(2));
    assertThat(books.sum("oldest.memory.age")).isEqualTo(2);
    assertThat(books.sum("oldest.journal.age")).isEqualTo(62);
    assertThat(books.sum("oldest.age")).isEqualTo(62);
    assertThat(books.sum("turn.age")).isEqualTo(2);
  }

  @Test
  void ages_areNotNegative_whenTheTimeOfDayWasSetBack() {
    Instant start = destination.clock.now();
    show("oldestInMemory", start);
    destination.clock.setWall(start.minusSeconds(3_600));
    destination.clock.advance(SECOND);

    assertThat(books.sum("oldest.age")).isZero();
  }

  @Test
  void turnAge_isThatOfTheEngine_whateverTheTimeOfDay() {
    show("turnAge", Duration.ofMinutes(5));
    destination.clock.setWall(destination.clock.now().minusSeconds(3_600));

    assertThat(books.sum("turn.age")).isEqualTo(300);
  }

  @Test
  void turnAge_isUnknown_whenThePublisherHasEnded() {
    show("ended", true);

    assertThat(books.sum("turn.age")).isNaN();
  }

  @Test
  void circuitAndPause_areNumbers() {
    show("circuit", CircuitState.OPEN, "paused", true);
    assertThat(books.sum("circuit.state")).isEqualTo(2);
    assertThat(books.sum("paused")).isEqualTo(1);

    show("circuit", CircuitState.HALF_OPEN);
    assertThat(books.sum("circuit.state")).isEqualTo(1);
    assertThat(books.sum("paused")).isZero();
  }

  @Test
  void boundOfTheJournal_isNoNumber_withoutABound() {
    show();
    assertThat(books.sum("journal.max.size")).isNaN();

    show("journalMaxBytes", 1 << 20, "journalBytes", 1 << 10);
    assertThat(books.sum("journal.max.size")).isEqualTo(1 << 20);
    assertThat(books.sum("journal.size")).isEqualTo(1 << 10);
  }

  @Test
  void forecasts_comeOfWhatTheEngineTells_andOfWhatIsRead() {
    for (int second = 0; second < 60; second++) {
      metrics.sampled(FakeStats.of("queued", 10 * second, "queueCapacity", 1_600));
      destination.clock.advance(SECOND);
    }
    show("queued", 610, "queueCapacity", 1_600); // the delivery thread is held: nothing is told

    assertThat(books.sum("forecast.queue.full")).isEqualTo(99);
    assertThat(books.sum("forecast.journal.full")).isNaN();
    assertThat(books.sum("forecast.drained")).isNaN();
  }

  @Test
  void lastFigures_areReadAtOnce_whenThePublisherHasEnded() {
    show("accepted", 5);
    assertThat(books.sum("accepted")).isEqualTo(5);

    destination.stats = FakeStats.of("accepted", 6, "delivered", 6);
    metrics.ended(destination.stats);

    assertThat(books.sum("accepted")).isEqualTo(6);
  }
}
