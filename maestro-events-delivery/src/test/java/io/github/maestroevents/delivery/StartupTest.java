package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Publishers come to be, all of them or none. */
class StartupTest {

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final FakeBatchPublisher other = new FakeBatchPublisher();

  @Test
  void fanOut_leavesNothingRunning_whenTheThirdDestinationFails() {
    Map<String, MaestroNotificationPublisher> publishers = new LinkedHashMap<>();
    publishers.put("halfway1", sink);
    publishers.put("halfway2", other);
    publishers.put("halfway3", new WithoutLimits());
    assertThatThrownBy(() -> FanOutPublisher.of(publishers)).hasMessage("no limits");
    assertNoThreadNamed("halfway");
    assertThat(sink.closed + other.closed).as("the caller still owns them").isZero();

    publishers.remove("halfway3");
    try (DeliveringPublisher publisher = FanOutPublisher.of(publishers)) {
      publisher.send(event("a", 1));
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
  }

  /**
   * As where there is no memory for another thread; a thread that runs cannot be started either.
   */
  @Test
  void threadsThatWereStarted_doNothing_whenAnotherCannotStart() {
    Startup startup = new Startup();
    builder("held1", sink).assemble(startup);
    NonBlockingNotificationPublisher broken = builder("running", other).assemble(startup);
    StartGate open = new StartGate();
    open.open();
    broken.start(open);
    assertThatThrownBy(startup::start).isInstanceOf(IllegalThreadStateException.class);
    startup.undo();
    assertNoThreadNamed("held1");
    assertThat(sink.closed).as("the caller still owns it").isZero();
    NonBlockingNotificationPublisher.wrap(sink).close();
    broken.close();
  }

  @Test
  void build_leavesNoDeadLetterPublisherRunning_whenItFails() {
    NonBlockingPublisherBuilder builder =
        NonBlockingNotificationPublisher.builder(sink)
            .deadLettersTo(other)
            .acceptance(AcceptancePolicy.journaled());
    assertThatThrownBy(builder::build).hasMessageContaining("journal");
    assertThatThrownBy(
            () ->
                NonBlockingNotificationPublisher.builder(new WithoutLimits())
                    .deadLettersTo(other)
                    .build())
        .hasMessage("no limits");
    assertNoThreadNamed("dead-letters");
    assertThat(other.closed).isZero();
    NonBlockingNotificationPublisher.builder(sink).deadLettersTo(other).build().close();
    assertThat(other.closed).isEqualTo(1);
  }

  @Test
  void build_isRefused_whenThePublisherIsWrappedAlready() {
    NonBlockingPublisherBuilder builder = NonBlockingNotificationPublisher.builder(sink);
    try (DeliveringPublisher first = builder.build()) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("FakeBatchPublisher");
      assertThatThrownBy(() -> NonBlockingNotificationPublisher.wrap(sink))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> FanOutPublisher.of(Map.of("a", sink)))
          .isInstanceOf(IllegalStateException.class);
      first.send(event("a", 1));
      assertThat(first.flush(Deadline.LONG).allDelivered()).isTrue();
      assertThat(sink.closed).isZero();
    }
  }

  @Test
  void publisher_canBeWrappedAgain_whenItsEngineHasEnded() {
    NonBlockingNotificationPublisher.wrap(sink).close();
    NonBlockingNotificationPublisher.wrap(sink).close();
    assertThat(sink.closed).isEqualTo(2);
  }

  @Test
  void build_isRefused_whenTheJournalHasAPublisherAlready() {
    FakeJournal journal = new FakeJournal();
    NonBlockingPublisherBuilder second = builder("second", other).journal(journal);
    try (DeliveringPublisher first = builder("first", sink).journal(journal).build()) {
      assertThatThrownBy(second::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("FakeJournal")
          .hasMessageContaining("a journal of its own");
      assertThat(journal.closed).isZero();
      first.send(event("a", 1));
      assertThat(first.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    NonBlockingNotificationPublisher.wrap(other).close(); // the refusal has freed it
  }

  @Test
  void journal_canBeUsedAgain_whenItsPublisherHasClosed_orHasNotComeToBe() {
    for (AcceptancePolicy acceptance :
        List.of(AcceptancePolicy.memory(), AcceptancePolicy.journaled())) {
      FakeJournal journal = new FakeJournal();
      NonBlockingPublisherBuilder fails =
          NonBlockingNotificationPublisher.builder(new WithoutLimits())
              .acceptance(acceptance)
              .journal(journal);
      assertThatThrownBy(fails::build).hasMessage("no limits");
      for (int times = 0; times < 20; times++) {
        builder("again", sink).acceptance(acceptance).journal(journal).build().close();
      }
      assertThat(journal.closed).isEqualTo(20);
    }
  }

  @Test
  void journal_staysWithItsPublisher_thoughThatWasLeftBehind_untilTheStoreComesBack() {
    FakeJournal journal = new FakeJournal();
    FakeClock clock = new FakeClock();
    CountDownLatch stall = new CountDownLatch(1);
    journal.stall = stall;
    NonBlockingNotificationPublisher first =
        builder("first", sink)
            .acceptance(AcceptancePolicy.journaled(Duration.ofSeconds(30)))
            .journal(journal)
            .clock(clock)
            .build();
    CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> first.send(event("a", 1)));
    Deadline.await("the stall", () -> journal.stalled > 0);
    CompletableFuture<?> end = first.closeAsync().toCompletableFuture();
    Deadline.await(
        "left behind",
        () -> {
          clock.advance(Duration.ofSeconds(10));
          return end.isDone();
        });
    NonBlockingPublisherBuilder second = builder("second", other).journal(journal);
    assertThatThrownBy(second::build).isInstanceOf(IllegalStateException.class);

    stall.countDown();
    Deadline.await("closed", () -> journal.closed == 1);
    Deadline.await("free", () -> builds(second));
    Deadline.await("the sender", sender::isDone);
  }

  private static boolean builds(NonBlockingPublisherBuilder builder) {
    try {
      builder.build().close();
      return true;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  @Test
  void equalPublishers_areTwo() {
    record Equal(String name) implements MaestroNotificationPublisher {
      @Override
      public void send(MaestroEvent event) {}
    }

    try (DeliveringPublisher first = NonBlockingNotificationPublisher.wrap(new Equal("a"));
        DeliveringPublisher second = NonBlockingNotificationPublisher.wrap(new Equal("a"))) {
      assertThat(first).isNotSameAs(second);
    }
  }

  @Test
  void lambda_canBeWrappedTwice() {
    MaestroNotificationPublisher lambda = event -> {};
    try (DeliveringPublisher first = NonBlockingNotificationPublisher.wrap(lambda);
        DeliveringPublisher second = NonBlockingNotificationPublisher.wrap(lambda)) {
      assertThat(first).isNotSameAs(second);
    }
  }

  private static NonBlockingPublisherBuilder builder(String name, FakeBatchPublisher sink) {
    return NonBlockingNotificationPublisher.builder(sink).name(name);
  }

  private static void assertNoThreadNamed(String part) {
    Deadline.await(
        "no thread",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains(part)));
  }

  /** An adapter that cannot say what it takes. */
  private static final class WithoutLimits implements BatchNotificationPublisher {

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      throw new AssertionError("Nothing is sent");
    }

    @Override
    public BatchLimits limits() {
      throw new IllegalStateException("no limits");
    }
  }
}
