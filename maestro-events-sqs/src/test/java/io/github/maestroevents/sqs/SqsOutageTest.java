package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.net.TcpProxy;
import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsServer;
import io.github.maestroevents.testkit.TestEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** A queue, a server or a network that is not there, goes away or stands still. */
@ParameterizedClass
@EnumSource(Sdk.class)
class SqsOutageTest {

  /** Far above what a call takes and far below what waiting for a server would take. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static SqsServer sqs;
  private static TcpProxy network;
  private static int queues;

  private final Sdk sdk;
  private final SqsQueue queue = sqs.queues().fifo("outage-" + ++queues);

  SqsOutageTest(Sdk sdk) {
    this.sdk = sdk;
  }

  @BeforeAll
  static void startServer() {
    sqs = SqsServer.start();
    network = TcpProxy.to(sqs.port());
  }

  @AfterAll
  static void stopServer() {
    network.close();
    sqs.close();
  }

  @AfterEach
  void heal() {
    network.pass();
  }

  @Test
  void events_areRetried_whileTheQueueDoesNotExist_andArriveOnceItDoes() {
    String missing = "late-" + queues;
    String url = queue.url().replaceAll("[^/]+$", missing);
    List<MaestroEvent> events = TestEvents.ofManyRuns(50);
    try (SqsNotificationPublisher publisher = sdk.builder(url).build();
        NonBlockingNotificationPublisher engine = Engine.of(publisher)) {
      var outcome = Outcomes.of(publisher, Events.event("k", 1));
      assertThat(Outcomes.word(outcome)).isEqualTo("retry");
      assertThat(Outcomes.cause(outcome)).contains(url).contains("create it");
      events.forEach(engine::send);
      Await.until("a retry", Engine.PATIENCE, () -> engine.stats().retried() > 0);

      SqsQueue late = sqs.queues().standard(missing);

      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      assertThat(late.awaitMessages(50, Engine.PATIENCE)).hasSize(50);
    }
  }

  @Test
  void events_arriveOnceAndInOrder_whenTheServerStopsMidStream() {
    List<MaestroEvent> events = TestEvents.ofOneRun(60);
    try (NonBlockingNotificationPublisher engine = Engine.of(sdk.builder(queue.url()).build())) {
      events.subList(0, 20).forEach(engine::send);
      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      // In flight when the server goes: some get lost, of some only the answer.
      events.subList(20, 40).forEach(engine::send);
      sqs.stop();
      events.subList(40, 60).forEach(engine::send);
      Await.until("a retry", Engine.PATIENCE, () -> engine.stats().retried() > 0);
      sqs.restart();

      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      assertThat(engine.stats().delivered()).isEqualTo(60);
    } finally {
      restartIfStopped();
    }
    assertThat(ids(queue.awaitMessages(60, Engine.PATIENCE))).isEqualTo(idsOf(events));
  }

  @Test
  void events_areRetriedInTime_whenTheNetworkStandsStill_andArriveOnce() {
    try (SqsNotificationPublisher publisher =
        proxied().requestTimeout(Duration.ofMillis(300)).build()) {
      untilDelivered(publisher, Events.events(0, 10));
      network.stall();
      long start = System.nanoTime();
      CompletionStage<BatchResult> stalled = publisher.sendBatch(Events.events(10, 20));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOMENT);
      assertThat(stalled.toCompletableFuture())
          .succeedsWithin(publisher.completionTimeout())
          .satisfies(result -> assertThat(Outcomes.words(result.outcomes())).containsOnly("retry"));
      network.pass();

      untilDelivered(publisher, Events.events(10, 20));
    }
    assertThat(queue.awaitMessages(20, Engine.PATIENCE)).hasSize(20);
  }

  @Test
  void events_arriveOnceAndInOrder_whenAnswersAreLost() {
    List<MaestroEvent> events = TestEvents.ofOneRun(30);
    try (NonBlockingNotificationPublisher engine =
        Engine.of(proxied().requestTimeout(Duration.ofMillis(500)).build())) {
      events.subList(0, 10).forEach(engine::send);
      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      network.dropReplies();
      events.subList(10, 30).forEach(engine::send);
      Await.until("retries", Engine.PATIENCE, () -> engine.stats().retried() > 1);
      network.pass();

      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
    }
    assertThat(ids(queue.awaitMessages(30, Engine.PATIENCE))).isEqualTo(idsOf(events));
  }

  @Test
  void events_arrive_whenTheNetworkIsSlow() {
    try (SqsNotificationPublisher publisher = proxied().build()) {
      network.delay(Duration.ofMillis(100));

      assertThat(words(publisher, Events.events(0, 10))).containsOnly("delivered");
    }
    assertThat(queue.awaitMessages(10, Engine.PATIENCE)).hasSize(10);
  }

  @Test
  void events_arrive_afterConnectionsWereReset() {
    try (NonBlockingNotificationPublisher engine = Engine.of(proxied().build())) {
      TestEvents.ofManyRuns(10).forEach(engine::send);
      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      network.reset();
      TestEvents.ofManyRuns(10).forEach(engine::send);
      Await.until("a retry", Engine.PATIENCE, () -> engine.stats().retried() > 0);
      network.pass();

      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
    }
    assertThat(queue.awaitMessages(20, Engine.PATIENCE)).hasSize(20);
  }

  @Test
  void close_isBounded_whenTheNetworkStandsStill_andItsEventsGoBack() {
    SqsNotificationPublisher publisher = proxied().closeTimeout(Duration.ZERO).build();
    assertThat(words(publisher, Events.events(0, 1))).containsOnly("delivered");
    network.stall();
    CompletionStage<BatchResult> inFlight = publisher.sendBatch(Events.events(1, 10));

    long start = System.nanoTime();
    publisher.close();

    // Less than the close timeout that is the default, and the two seconds that Netty takes.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(6_500));
    assertThat(inFlight.toCompletableFuture())
        .succeedsWithin(MOMENT)
        .satisfies(result -> assertThat(Outcomes.words(result.outcomes())).containsOnly("retry"));
  }

  /** A first request takes longer than the short timeouts here, on a machine with other work. */
  private static void untilDelivered(
      SqsNotificationPublisher publisher, List<EncodedEvent> events) {
    Await.until("delivery", Engine.PATIENCE, () -> !words(publisher, events).contains("retry"));
  }

  private SqsPublisherBuilder proxied() {
    return sdk.builder(queue.urlAt(network.port()));
  }

  private static void restartIfStopped() {
    if (sqs.isStopped()) {
      sqs.restart();
    }
  }

  private static List<String> words(SqsNotificationPublisher publisher, List<EncodedEvent> events) {
    return Outcomes.words(Outcomes.of(publisher, events));
  }

  private static List<String> ids(List<Message> messages) {
    return messages.stream()
        .map(message -> message.messageAttributes().get("ce_id").stringValue())
        .toList();
  }

  private static List<String> idsOf(List<MaestroEvent> events) {
    return events.stream().map(event -> EncodedEvent.of(event).id().value()).toList();
  }
}
