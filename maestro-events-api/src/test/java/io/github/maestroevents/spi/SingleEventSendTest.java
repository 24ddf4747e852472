package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SingleEventSendTest {

  private static final MaestroEvent EVENT =
      WorkflowDeletionChangeEvent.builder().workflowId("wf").build();

  /** A destination that answers every batch alike. */
  private record Destination(
      Supplier<CompletionStage<BatchResult>> answer, BatchLimits limits, Duration completionTimeout)
      implements BatchNotificationPublisher {

    Destination(Supplier<CompletionStage<BatchResult>> answer, BatchLimits limits) {
      this(answer, limits, Duration.ofMillis(1));
    }

    Destination(Supplier<CompletionStage<BatchResult>> answer) {
      this(answer, BatchLimits.ofEvents(1));
    }

    static Destination answering(DeliveryOutcome outcome) {
      return new Destination(() -> CompletableFuture.completedStage(BatchResult.all(1, outcome)));
    }

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return answer.get();
    }
  }

  @Test
  void send_returns_whenDelivered() {
    assertThatCode(() -> Destination.answering(DeliveryOutcome.delivered()).send(EVENT))
        .doesNotThrowAnyException();
  }

  @Test
  void send_throwsPublisherClosed_whenThatIsWhyItIsToBeRetried() {
    PublisherClosedException closed = new PublisherClosedException("closed");
    assertThatExceptionOfType(PublisherClosedException.class)
        .isThrownBy(() -> Destination.answering(DeliveryOutcome.retryLater(closed)).send(EVENT))
        .withCause(closed);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void send_waitsForAsLongAsItTakes_whenTheTimeoutIsForEver() throws Exception {
    for (Duration forEver :
        List.of(
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
            Duration.ofMillis(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
      CompletableFuture<BatchResult> answer = new CompletableFuture<>();
      Destination patient = new Destination(() -> answer, BatchLimits.ofEvents(1), forEver);
      FutureTask<Void> sending = new FutureTask<>(() -> patient.send(EVENT), null);
      Thread sender = new Thread(sending);
      sender.start();
      while (sender.getState() != Thread.State.TIMED_WAITING) {
        assertThat(sender.isAlive()).isTrue();
        Thread.onSpinWait();
      }

      answer.complete(BatchResult.allDelivered(1));

      sending.get();
    }
  }

  @Test
  void send_doesNotWait_whenThereIsNoTimeout() {
    for (Duration none :
        List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
      assertThatExceptionOfType(RetryableDeliveryException.class)
          .isThrownBy(
              () ->
                  new Destination(CompletableFuture::new, BatchLimits.ofEvents(1), none)
                      .send(EVENT))
          .withMessageContaining("was not acknowledged within " + none)
          .withCauseInstanceOf(TimeoutException.class);
    }
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                new Destination(CompletableFuture::new, BatchLimits.ofEvents(1), null).send(EVENT))
        .withMessage("completionTimeout");
  }

  @Test
  void send_throwsTheVerdict_withItsCause() {
    IOException cause = new IOException("down");

    assertThatExceptionOfType(RetryableDeliveryException.class)
        .isThrownBy(() -> Destination.answering(DeliveryOutcome.retryLater(cause)).send(EVENT))
        .withCause(cause);
    assertThatExceptionOfType(PermanentDeliveryException.class)
        .isThrownBy(() -> Destination.answering(DeliveryOutcome.rejected(cause)).send(EVENT))
        .withCause(cause);
  }

  @Test
  void send_isRetryable_wheneverTheEventIsInDoubt() {
    for (Supplier<CompletionStage<BatchResult>> answer :
        List.<Supplier<CompletionStage<BatchResult>>>of(
            CompletableFuture::new,
            () -> null,
            () -> CompletableFuture.failedStage(new IOException("reset")),
            () -> CompletableFuture.completedStage(null),
            () -> CompletableFuture.completedStage(BatchResult.allDelivered(2)),
            () -> CompletableFuture.completedStage(BatchResult.all(1, DeliveryOutcome.filtered())),
            () -> {
              throw new IllegalStateException("broken");
            })) {
      assertThatExceptionOfType(RetryableDeliveryException.class)
          .isThrownBy(() -> new Destination(answer).send(EVENT));
    }
  }

  @Test
  void send_isRetryable_andKeepsTheInterrupt_whenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(RetryableDeliveryException.class)
        .isThrownBy(() -> new Destination(CompletableFuture::new).send(EVENT));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void send_passesOn_theVerdictAnAdapterThrows() {
    Destination closed =
        new Destination(
            () -> {
              throw new PublisherClosedException("closed");
            });

    assertThatExceptionOfType(PublisherClosedException.class).isThrownBy(() -> closed.send(EVENT));
  }

  @Test
  void send_isPermanent_forWhatCanNeverBeSent() {
    Destination small = new Destination(CompletableFuture::new, new BatchLimits(1, 10, 10));
    MaestroEvent unwritable =
        WorkflowDeletionChangeEvent.builder()
            .author(new User("me", Map.of("x", new Object())))
            .build();

    assertThatExceptionOfType(PermanentDeliveryException.class).isThrownBy(() -> small.send(EVENT));
    assertThatExceptionOfType(PermanentDeliveryException.class)
        .isThrownBy(() -> new Destination(CompletableFuture::new).send(unwritable));
    assertThatNullPointerException()
        .isThrownBy(() -> new Destination(CompletableFuture::new).send(null));
  }
}
