package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.Letters;
import io.github.maestroevents.delivery.deadletter.LogLines;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of dead letters when the queue of their destination is full. */
class PublishingDeadLetterHandlerTest {

  private static final int LETTERS = 500;

  private final FakeBatchPublisher dlq = new FakeBatchPublisher();
  private final LogLines logged = LogLines.ofDeadLetters();

  @AfterEach
  void stopListening() {
    logged.close();
  }

  @Test
  void everyLetter_isPublished_whenThereAreMoreThanTheQueueHolds() {
    publishAll(builder -> builder);
  }

  @Test
  void everyLetter_isPublished_whenTheOtherPublisherConfirms() {
    publishAll(builder -> builder.acceptance(AcceptancePolicy.confirmed()));
  }

  @Test
  void everyLetter_isPublished_whenTheOtherPublisherHasAJournal() {
    publishAll(
        builder -> builder.acceptance(AcceptancePolicy.journaled()).journal(new FakeJournal()));
  }

  private void publishAll(UnaryOperator<NonBlockingPublisherBuilder> settings) {
    NonBlockingNotificationPublisher publisher = publisher(settings);
    PublishingDeadLetterHandler handler = new PublishingDeadLetterHandler(publisher);
    for (int i = 0; i < LETTERS; i++) {
      handler.handle(Letters.letter(i));
    }
    handler.close();
    assertThat(published()).hasSize(LETTERS).doesNotHaveDuplicates();
    assertThat(logged.texts()).isEmpty();
    assertThat(publisher.stats().dropped() + publisher.stats().rejected()).isZero();
  }

  @Test
  void interrupts_loseNoLetter_andAreKept() {
    PublishingDeadLetterHandler handler =
        new PublishingDeadLetterHandler(publisher(builder -> builder));
    for (int i = 0; i < LETTERS; i++) {
      Thread.currentThread().interrupt();
      handler.handle(Letters.letter(i));
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    handler.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(published()).hasSize(LETTERS);
    assertThat(logged.texts()).isEmpty();
  }

  @Test
  void close_waitsForItsOwnDrain_alsoWhenInterrupted() throws InterruptedException {
    PublishingDeadLetterHandler handler =
        new PublishingDeadLetterHandler(publisher(builder -> builder));
    dlq.hold();
    handler.handle(Letters.letter(1));
    CountDownLatch closed = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              handler.close();
              closed.countDown();
            });
    closer.start();
    Deadline.await("in flight", () -> !dlq.open.isEmpty());
    closer.interrupt();
    Deadline.await("interrupt was seen", () -> !closer.isInterrupted());
    dlq.open.remove().complete(BatchResult.allDelivered(1));
    Deadline.await(closed);
    closer.join();
    assertThat(logged.texts()).isEmpty();
  }

  @Test
  void deadDestination_isWaitedForOnce_andItsLettersAreLogged() {
    Startup startup = new Startup();
    NonBlockingNotificationPublisher publisher = // not started, so that nothing makes room
        NonBlockingNotificationPublisher.builder(dlq)
            .queue(QueuePolicy.defaults().withCapacity(16))
            .assemble(startup);
    StepClock clock = new StepClock();
    PublishingDeadLetterHandler handler = new PublishingDeadLetterHandler(publisher, clock);
    for (int i = 0; i < 16; i++) {
      handler.handle(Letters.letter(i));
    }
    assertThat(clock.seconds).isZero();
    for (int i = 16; i < 66; i++) {
      handler.handle(Letters.letter(i));
    }
    long waited = PublishingDeadLetterHandler.LONGEST_WAIT.toSeconds();
    assertThat(clock.seconds).isEqualTo(waited + 1); // it read the time before it waited, too
    assertThat(logged.texts()).hasSize(50);

    startup.start();
    Deadline.await("there is room again", () -> publisher.stats().delivered() == 16);
    handler.handle(Letters.letter(66));
    handler.close();
    assertThat(published()).hasSize(17);
  }

  @Test
  void letter_isLoggedAtOnce_whenTheOtherPublisherIsClosed() {
    PublishingDeadLetterHandler handler =
        new PublishingDeadLetterHandler(publisher(builder -> builder));
    handler.close();
    handler.handle(Letters.letter(1));
    assertThat(logged.texts()).hasSize(1);
  }

  @Test
  void letter_keepsTheAttributesOfItsEvent_besideItsHistory() {
    PublishingDeadLetterHandler handler =
        new PublishingDeadLetterHandler(publisher(builder -> builder));
    DeadLetter sound = Letters.letter(1);
    handler.handle(
        new DeadLetter(
            "kafka",
            sound.event(),
            sound.id(),
            "key",
            Map.of("traceparent", "00-1", "Not Legal", "x", "dlqreason", "of an earlier life"),
            DeadLetter.Reason.NOT_ENCODABLE,
            new IllegalArgumentException("an attribute name"),
            0,
            null,
            Instant.EPOCH));
    handler.close();
    assertThat(dlq.batches.get(0).get(0).attributes())
        .containsEntry("traceparent", "00-1")
        .containsEntry("dlqreason", "NOT_ENCODABLE")
        .containsEntry("dlqdestination", "kafka")
        .doesNotContainKey("Not Legal");
  }

  /** At the close of a publisher with a full queue, as a host has it. */
  @Test
  void close_handsEveryLetterOver_thoughTheyAreMoreThanTheQueueHolds() {
    FakeBatchPublisher dead = new FakeBatchPublisher().hold();
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(dead)
            .queue(QueuePolicy.defaults().withCapacity(65_536))
            .closeTimeout(Duration.ZERO)
            .deadLettersTo(dlq)
            .build();
    int events = 60_000;
    for (int i = 0; i < events; i++) {
      publisher.send(Events.event("run-" + i % 100, i));
    }
    publisher.close();
    assertThat(publisher.stats().deadLettered()).isEqualTo(events);
    assertThat(logged.texts()).isEmpty();
    assertThat(dlq.batches.stream().mapToInt(List::size).sum()).isEqualTo(events);
  }

  private NonBlockingNotificationPublisher publisher(
      UnaryOperator<NonBlockingPublisherBuilder> settings) {
    return settings
        .apply(
            NonBlockingNotificationPublisher.builder(dlq)
                .queue(QueuePolicy.defaults().withCapacity(16)))
        .build();
  }

  private List<EventId> published() {
    return dlq.batches.stream().flatMap(List::stream).map(EncodedEvent::id).toList();
  }

  /** A second goes by between two readings. */
  private static final class StepClock implements DeliveryClock {
    private long seconds;

    @Override
    public long nanoTime() {
      return Duration.ofSeconds(seconds++).toNanos();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }
}
