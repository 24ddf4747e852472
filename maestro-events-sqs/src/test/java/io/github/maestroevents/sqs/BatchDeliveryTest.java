package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.internal.call.RequestThreads;
import io.github.maestroevents.sqs.internal.client.EntryAnswer;
import io.github.maestroevents.sqs.internal.client.EntryIds;
import io.github.maestroevents.sqs.internal.client.QueueClient;
import io.github.maestroevents.sqs.internal.client.RequestFailure;
import io.github.maestroevents.sqs.internal.message.QueueMessage;
import io.github.maestroevents.testbeds.Await;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client does to batches, at the seam where no service does it on demand. */
class BatchDeliveryTest {

  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/events";

  private final List<SqsNotificationPublisher> open = new ArrayList<>();

  @AfterEach
  void closeAll() {
    open.forEach(SqsNotificationPublisher::close);
  }

  @Test
  void events_areRetried_whenTheClientNeverAnswers() {
    var publisher =
        publisher((messages, timeout) -> new CompletableFuture<>(), Duration.ofMillis(20));

    var outcome = Outcomes.of(publisher, Events.event("k", 1));

    assertThat(outcome).isInstanceOf(RetryLater.class);
    assertThat(Outcomes.cause(outcome)).contains(QUEUE).contains("no answer within PT0.04S");
  }

  @Test
  void events_areRetried_whenTheClientThrows() {
    var publisher =
        publisher(
            (messages, timeout) -> {
              throw new IllegalStateException("closed pool");
            },
            Duration.ofSeconds(10));

    assertThat(Outcomes.cause(Outcomes.of(publisher, Events.event("k", 1))))
        .contains("IllegalStateException")
        .doesNotContain("closed pool");
  }

  @Test
  void batches_waitForAThread_whenAllAreAtWork() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    var publisher =
        publisher(
            (messages, timeout) -> {
              atOnce.incrementAndGet();
              go.await();
              return CompletableFuture.completedFuture(taken(messages));
            },
            Duration.ofSeconds(60));
    List<CompletionStage<BatchResult>> stages = new ArrayList<>();
    for (int i = 0; i < RequestThreads.MAX_THREADS + 10; i++) {
      stages.add(publisher.sendBatch(List.of(Events.event("k", i))));
    }
    Await.until(
        "all threads at work", Engine.PATIENCE, () -> atOnce.get() == RequestThreads.MAX_THREADS);

    go.countDown();

    assertThat(stages)
        .allSatisfy(
            stage ->
                assertThat(stage.toCompletableFuture())
                    .succeedsWithin(Engine.PATIENCE)
                    .satisfies(
                        result ->
                            assertThat(Outcomes.words(result.outcomes()))
                                .containsOnly("delivered")));
  }

  @Test
  void callerWhoCancelsItsStage_changesNothing() {
    CompletableFuture<List<EntryAnswer>> answer = new CompletableFuture<>();
    var publisher = publisher((messages, timeout) -> answer, Duration.ofSeconds(10));
    CompletionStage<BatchResult> stage = publisher.sendBatch(List.of(Events.event("k", 1)));

    assertThat(stage.toCompletableFuture().cancel(true)).isTrue();
    answer.complete(List.of(EntryAnswer.taken("0")));

    assertThat(stage.toCompletableFuture())
        .succeedsWithin(Engine.PATIENCE)
        .satisfies(
            result -> assertThat(Outcomes.words(result.outcomes())).containsOnly("delivered"));
    // Its stage completes with the last report, a moment before the publisher forgets the batch.
    Await.until("batch forgotten", Engine.PATIENCE, () -> publisher.batchesInFlight() == 0);
  }

  @Test
  void callersList_isItsOwnAgain_afterTheCall() {
    CompletableFuture<List<EntryAnswer>> answer = new CompletableFuture<>();
    var publisher = publisher((messages, timeout) -> answer, Duration.ofSeconds(10));
    List<EncodedEvent> batch = new ArrayList<>(Events.events(0, 2));
    CompletionStage<BatchResult> stage = publisher.sendBatch(batch);

    batch.clear();
    answer.complete(
        List.of(
            EntryAnswer.taken("0"),
            EntryAnswer.refused("1", "InvalidMessageContents", "scripted", true)));

    assertThat(stage.toCompletableFuture())
        .succeedsWithin(Engine.PATIENCE)
        .satisfies(
            result ->
                assertThat(Outcomes.words(result.outcomes()))
                    .containsExactly("delivered", "rejected"));
  }

  @Test
  void batchesInFlight_areHandedBack_byClose() {
    var publisher =
        publisher((messages, timeout) -> new CompletableFuture<>(), Duration.ofSeconds(60));
    CompletionStage<BatchResult> before = publisher.sendBatch(Events.events(0, 2));

    publisher.close();
    CompletionStage<BatchResult> after = publisher.sendBatch(Events.events(0, 2));

    for (CompletionStage<BatchResult> stage : List.of(before, after)) {
      assertThat(stage.toCompletableFuture())
          .succeedsWithin(Engine.PATIENCE)
          .satisfies(
              result ->
                  assertThat(result.outcomes())
                      .hasSize(2)
                      .allSatisfy(
                          outcome ->
                              assertThat(((RetryLater) outcome).cause())
                                  .isInstanceOf(PublisherClosedException.class)
                                  .hasMessageContaining(QUEUE)));
    }
    assertThat(publisher.batchesInFlight()).isZero();
  }

  @Test
  void eachEvent_isReportedWhenItsRequestIsAnswered_whileOthersAreUnderWay() {
    List<CompletableFuture<List<EntryAnswer>>> answers = new CopyOnWriteArrayList<>();
    Map<Integer, String> reports = new ConcurrentSkipListMap<>();
    var publisher =
        publisher(
            (messages, timeout) -> {
              CompletableFuture<List<EntryAnswer>> answer = new CompletableFuture<>();
              answers.add(answer);
              return answer;
            },
            Duration.ofSeconds(60));
    EncodedEvent large = Events.event("k", 1, "x".repeat(700_000));
    EncodedEvent tooLarge = Events.event("k", 2, "x".repeat(2_000_000));
    publisher.sendBatch(
        List.of(large, tooLarge, large),
        (event, outcome) -> reports.put(event, Outcomes.word(outcome)));
    assertThat(reports).containsExactly(Map.entry(1, "rejected"));

    Await.until("two requests", Engine.PATIENCE, () -> answers.size() == 2);
    answers.get(0).complete(List.of(EntryAnswer.taken("0")));

    Await.until("a report", Engine.PATIENCE, () -> reports.size() == 2);
    assertThat(reports.values()).containsOnly("rejected", "delivered");
    answers.get(1).complete(List.of(EntryAnswer.taken("0")));
    Await.until("all reports", Engine.PATIENCE, () -> reports.size() == 3);
  }

  @Test
  void event_isLetGo_onceItIsReported_whileOthersOfItsBatchAreUnderWay() {
    var publisher =
        publisher((messages, timeout) -> new CompletableFuture<>(), Duration.ofSeconds(60));
    List<EncodedEvent> batch =
        new ArrayList<>(List.of(Events.event("k", 1, "x".repeat(2_000_000)), Events.event("k", 2)));
    WeakReference<EncodedEvent> rejected = new WeakReference<>(batch.get(0));

    publisher.sendBatch(batch, (event, outcome) -> {});
    batch.clear();

    Await.until(
        "the collector takes the event",
        Engine.PATIENCE,
        () -> {
          System.gc();
          return rejected.refersTo(null);
        });
    assertThat(publisher.batchesInFlight()).isOne();
  }

  @Test
  void event_isNotDelivered_whenItsRequestNeverReachedTheService() {
    var publisher =
        publisher(
            (messages, timeout) ->
                CompletableFuture.failedFuture(
                    new IllegalStateException(new ConnectException("refused"))),
            Duration.ofSeconds(10));

    RetryLater retry = (RetryLater) Outcomes.of(publisher, Events.event("k", 1));

    assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
    assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);
    assertThat(retry.cause()).hasMessageContaining("cannot be reached");
  }

  private static List<EntryAnswer> taken(List<QueueMessage> messages) {
    List<EntryAnswer> answers = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      answers.add(EntryAnswer.taken(EntryIds.of(i)));
    }
    return answers;
  }

  /** What a fake client does with a request. */
  @FunctionalInterface
  private interface Sending {
    CompletionStage<List<EntryAnswer>> send(List<QueueMessage> messages, Duration timeout)
        throws InterruptedException;
  }

  private SqsNotificationPublisher publisher(Sending sending, Duration requestTimeout) {
    SqsPublisherBuilder settings =
        SqsNotificationPublisher.builder(QUEUE)
            .requestTimeout(requestTimeout)
            .closeTimeout(Duration.ZERO);
    SqsNotificationPublisher publisher =
        new SqsNotificationPublisher(settings, new FakeClient(sending));
    open.add(publisher);
    return publisher;
  }

  private record FakeClient(Sending sending) implements QueueClient {

    @Override
    public CompletionStage<List<EntryAnswer>> send(List<QueueMessage> messages, Duration timeout) {
      try {
        return sending.send(messages, timeout);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public RequestFailure explain(Throwable failure) {
      return RequestFailure.unanswered(failure);
    }

    @Override
    public boolean asksOnce() {
      return true;
    }

    @Override
    public void close() {}
  }
}
