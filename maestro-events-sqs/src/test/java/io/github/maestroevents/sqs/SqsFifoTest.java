package io.github.maestroevents.sqs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedRequest;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsService;
import io.github.maestroevents.testkit.TestEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Order and deduplication in a FIFO queue. */
@ParameterizedClass
@EnumSource(Sdk.class)
class SqsFifoTest {

  private static SqsService sqs;
  private static ClosedTogether publishers;
  private static int queues;

  private final Sdk sdk;

  SqsFifoTest(Sdk sdk) {
    this.sdk = sdk;
  }

  @BeforeAll
  static void startServer(TestInfo tests) {
    sqs = SqsService.startFor(tests.getTestClass().orElseThrow());
    publishers = new ClosedTogether();
  }

  @AfterAll
  static void stopServer() {
    publishers.close();
    sqs.close();
  }

  @Test
  void eventsOfAKey_arriveInOrder_andOnce() {
    SqsQueue queue = newQueue();
    List<List<MaestroEvent>> runs = new ArrayList<>();
    for (int run = 0; run < 20; run++) {
      runs.add(TestEvents.ofOneRun(15));
    }
    NonBlockingNotificationPublisher engine =
        publishers.opened(Engine.of(sdk.builder(queue.url()).build()));
    for (int step = 0; step < 15; step++) {
      for (List<MaestroEvent> run : runs) {
        engine.send(run.get(step));
      }
    }
    assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();

    List<Message> messages = queue.awaitMessages(20 * 15, Engine.PATIENCE);
    assertThat(messages).hasSize(20 * 15);
    Map<String, List<String>> idsByGroup =
        messages.stream()
            .collect(
                groupingBy(
                    message ->
                        message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
                    mapping(
                        message -> message.messageAttributes().get("ce_id").stringValue(),
                        toList())));
    assertThat(idsByGroup.values()).containsExactlyInAnyOrderElementsOf(idsOf(runs));
  }

  @Test
  void eventSentTwice_arrivesOnce() {
    SqsQueue queue = newQueue();
    SqsNotificationPublisher publisher = publishers.opened(sdk.builder(queue.url()).build());
    for (int time = 0; time < 3; time++) {
      assertThat(Outcomes.words(Outcomes.of(publisher, Events.events(0, 5))))
          .containsOnly("delivered");
    }

    assertThat(queue.awaitMessages(5, Engine.PATIENCE)).hasSize(5);
  }

  /** CloudEvents tells events apart by source and id together, and so must the queue. */
  @Test
  void hostEvents_areEachAMessage_whateverTheirIdsHold() {
    SqsQueue queue = newQueue();
    List<HostEvent> events = new ArrayList<>();
    for (char c = ' '; c <= '~'; c++) {
      events.add(HostEvent.builder("t", String.valueOf(c)).json("{}").build());
    }
    events.add(HostEvent.builder("t", "x".repeat(128)).json("{}").build());
    events.add(HostEvent.builder("t", "x".repeat(127) + " ").json("{}").build());
    events.add(HostEvent.builder("t", "a").source("/other").json("{}").build());
    events.add(HostEvent.builder("t", "sha256:a").json("{}").build());
    SqsNotificationPublisher publisher = publishers.opened(sdk.builder(queue.url()).build());
    for (HostEvent event : events) {
      publisher.send(event);
      publisher.send(event); // the queue drops it
    }

    assertThat(queue.awaitMessages(events.size(), Engine.PATIENCE))
        .extracting(
            message ->
                message.messageAttributes().get("ce_source").stringValue()
                    + " "
                    + message.messageAttributes().get("ce_id").stringValue())
        .containsExactlyElementsOf(
            events.stream().map(event -> event.source() + " " + event.id()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "wörkflow\n1", "sha256:abc"})
  void keyThatIsNoLegalGroup_isDeliveredInOrder(String key) {
    SqsQueue queue = newQueue();
    SqsNotificationPublisher publisher = publishers.opened(sdk.builder(queue.url()).build());
    for (int number = 0; number < 5; number++) {
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event(key, number, "\"x\""))))
          .isEqualTo("delivered");
    }

    assertThat(queue.awaitMessages(5, Engine.PATIENCE))
        .extracting(
            message -> Events.number(message.messageAttributes().get("ce_id").stringValue()))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void secondEventOfAKeyInABatch_waits_sinceTheFirstOneCouldFail() {
    SqsQueue queue = newQueue();
    SqsNotificationPublisher publisher = publishers.opened(sdk.builder(queue.url()).build());
    List<DeliveryOutcome> outcomes =
        Outcomes.of(
            publisher, List.of(Events.event("a", 1), Events.event("a", 2), Events.event("b", 3)));

    assertThat(Outcomes.words(outcomes)).containsExactly("delivered", "retry", "delivered");
    assertThat(Outcomes.cause(outcomes.get(1))).contains("limits()");
  }

  @Test
  void noEventOvertakesAnEarlierOneOfItsKey_whenMessagesFailAtRandom() {
    Random random = new Random(4);
    Set<String> seen = new HashSet<>();
    Map<String, List<String>> stored = new ConcurrentHashMap<>();
    try (ScriptedSqs scripted =
            new ScriptedSqs(
                request -> {
                  synchronized (random) {
                    Set<String> failing = new HashSet<>();
                    for (ScriptedRequest.Entry entry : request.entries()) {
                      if (random.nextInt(4) == 0) {
                        failing.add(entry.id());
                      } else if (seen.add(entry.deduplicationId())) {
                        stored
                            .computeIfAbsent(entry.groupId(), group -> new ArrayList<>())
                            .add(entry.deduplicationId());
                      }
                    }
                    return random.nextInt(10) == 0
                        // Stored, but the answer got lost.
                        ? ScriptedAnswer.error(500, "com.amazonaws.sqs#InternalFailure")
                        : ScriptedAnswer.refusing(
                            request, entry -> failing.contains(entry.id()), "InternalError", false);
                  }
                });
        NonBlockingNotificationPublisher engine =
            Engine.builder(sdk.builder(scripted.queueUrl("events.fifo")).build())
                .circuitBreaker(CircuitBreakerPolicy.disabled())
                .build()) {
      List<List<MaestroEvent>> runs = new ArrayList<>();
      for (int run = 0; run < 10; run++) {
        runs.add(TestEvents.ofOneRun(20));
      }
      for (int step = 0; step < 20; step++) {
        for (List<MaestroEvent> run : runs) {
          engine.send(run.get(step));
        }
      }

      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();
      assertThat(engine.stats().retried()).as("messages that failed").isPositive();
      assertThat(stored.values()).containsExactlyInAnyOrderElementsOf(idsOf(runs));
    }
  }

  private static SqsQueue newQueue() {
    return sqs.queues().fifo("fifo-" + ++queues);
  }

  private static List<List<String>> idsOf(List<List<MaestroEvent>> runs) {
    return runs.stream()
        .map(run -> run.stream().map(event -> EncodedEvent.of(event).id().value()).toList())
        .toList();
  }
}
