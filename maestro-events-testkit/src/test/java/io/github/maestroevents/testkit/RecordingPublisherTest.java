package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.event.MaestroEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingPublisherTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final RecordingPublisher publisher = RecordingPublisher.create();
  private final ExecutorService sender = Executors.newSingleThreadExecutor();

  @AfterEach
  void stopSender() {
    sender.shutdownNow();
  }

  @Test
  void send_recordsEvents_inOrder() {
    MaestroEvent first = TestEvents.event();
    MaestroEvent second = TestEvents.event();

    publisher.send(first);
    publisher.send(second);

    assertThat(publisher.events()).containsExactly(first, second);
  }

  @Test
  void awaitEvents_returns_whenAnotherThreadSends() throws Exception {
    MaestroEvent event = TestEvents.event();
    Future<?> unused = sender.submit(() -> publisher.send(event));

    assertThat(publisher.awaitEvents(1, SOON)).containsExactly(event);
  }

  @Test
  void awaitEvents_failsWithTheCount_whenTooFewArrive() {
    publisher.send(TestEvents.event());

    assertThatThrownBy(() -> publisher.awaitEvents(2, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 of 2 events");
  }

  @Test
  void send_throwsAnything_whenToldTo_andRecordsAgainAfterRecovery() {
    publisher.failWith(IOException::new);
    assertThatThrownBy(() -> publisher.send(TestEvents.event())).isInstanceOf(IOException.class);
    publisher.failWith(StackOverflowError::new);
    assertThatThrownBy(() -> publisher.send(TestEvents.event()))
        .isInstanceOf(StackOverflowError.class);

    publisher.recover();
    publisher.send(TestEvents.event());

    assertThat(publisher.events()).hasSize(1);
  }

  @Test
  void send_waits_whileBlocked() throws Exception {
    publisher.block();
    Future<?> sending = sender.submit(() -> publisher.send(TestEvents.event()));
    publisher.awaitBlockedCallers(1, SOON);
    assertThat(publisher.events()).isEmpty();

    publisher.release();

    sending.get(5, TimeUnit.SECONDS);
    assertThat(publisher.events()).hasSize(1);
  }

  @Test
  void send_keepsTheInterruptFlag_whenInterruptedWhileBlocked() throws Exception {
    publisher.block();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Future<?> sending =
        sender.submit(
            () -> {
              try {
                publisher.send(TestEvents.event());
              } finally {
                flag.complete(Thread.currentThread().isInterrupted());
              }
            });
    publisher.awaitBlockedCallers(1, SOON);

    sending.cancel(true);

    assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(publisher.events()).isEmpty();
  }

  @Test
  void close_letsBlockedCallersGo_refused() throws Exception {
    publisher.block();
    Future<?> sending = sender.submit(() -> publisher.send(TestEvents.event()));
    publisher.awaitBlockedCallers(1, SOON);

    publisher.close();

    assertThatThrownBy(() -> sending.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PublisherClosedException.class);
    assertThat(publisher.isClosed()).isTrue();
  }

  @Test
  void send_throwsNullPointerException_whenEventIsNull() {
    assertThatThrownBy(() -> publisher.send(null)).isInstanceOf(NullPointerException.class);
  }
}
