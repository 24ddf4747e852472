package io.github.maestroevents.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedRequest;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsService;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What arrives at a standard queue of a real server. */
@ParameterizedClass
@EnumSource(Sdk.class)
class SqsDeliveryTest {

  private static SqsService sqs;
  private static ClosedTogether publishers;
  private static int queues;

  private final Sdk sdk;
  private final SqsQueue queue = sqs.queues().standard("delivery-" + ++queues);
  private SqsNotificationPublisher publisher;

  SqsDeliveryTest(Sdk sdk) {
    this.sdk = sdk;
    publisher = publishers.opened(sdk.builder(queue.url()).build());
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
  void message_isTheBareBody_withTheMetadataBeside() {
    EncodedEvent event = Events.event("run-1", 1);

    assertThat(Outcomes.of(publisher, event)).isInstanceOf(Delivered.class);

    Message message = queue.awaitMessages(1, Engine.PATIENCE).get(0);
    assertThat(message.body()).isEqualTo("{\"key\":\"run-1\",\"number\":1}");
    assertThat(message.messageAttributes())
        .hasSize(8)
        .allSatisfy((name, value) -> assertThat(value.dataType()).isEqualTo("String"));
    assertThat(message.messageAttributes().get("ce_id").stringValue())
        .isEqualTo(event.id().value());
    assertThat(message.messageAttributes().get("ce_subject").stringValue())
        .isEqualTo("wörkflow/1/1");
    assertThat(group(message)).isEqualTo("run-1");
  }

  @Test
  void hostEvent_isReadByTheCloudEventsSdk_asTheHostsOwn() {
    byte[] avro = {0, 1, 2, (byte) 0xFF};
    HostEvent event =
        HostEvent.builder("com.example.order.shipped", "order 4711/shipped")
            .source("/shop/orders")
            .subject("order-4711")
            .time(Instant.parse("2026-11-30T12:00:00Z"))
            .body("application/avro", avro)
            .build();

    publisher.send(event);

    CloudEvent read = ReceivedCloudEvent.of(queue.awaitMessages(1, Engine.PATIENCE).get(0));
    assertThat(read.getId()).isEqualTo("order 4711/shipped");
    assertThat(read.getSource()).hasToString("/shop/orders");
    assertThat(read.getType()).isEqualTo("com.example.order.shipped");
    assertThat(read.getSubject()).isEqualTo("order-4711");
    assertThat(read.getTime()).isEqualTo("2026-11-30T12:00:00Z");
    assertThat(read.getDataContentType()).isEqualTo("application/avro");
    assertThat(read.getData().toBytes()).isEqualTo(avro);
  }

  @Test
  void hostEventWithoutBody_arrives_andSaysSo() {
    publisher.send(HostEvent.builder("t", "1").build());

    CloudEvent read = ReceivedCloudEvent.of(queue.awaitMessages(1, Engine.PATIENCE).get(0));
    assertThat(read.getId()).isEqualTo("1");
    assertThat(read.getData().toBytes()).isEmpty();
  }

  @Test
  void everyEventMaestroWrites_arrivesByteForByte() throws Exception {
    List<byte[]> golden = golden();
    List<EncodedEvent> events = new ArrayList<>();
    for (byte[] body : golden) {
      events.add(Events.event("golden" + events.size(), events.size(), body, Map.of()));
    }

    assertThat(Outcomes.of(publisher, events)).allMatch(Delivered.class::isInstance);

    assertThat(queue.awaitMessages(golden.size(), Engine.PATIENCE))
        .extracting(Message::body)
        .containsExactlyInAnyOrderElementsOf(
            golden.stream().map(body -> new String(body, UTF_8)).toList());
  }

  @Test
  void everyTypeOfEvent_isReadBackFromItsMessage() {
    List<MaestroEvent> events = TestEvents.ofEveryType();

    events.forEach(publisher::send);

    assertThat(queue.awaitMessages(events.size(), Engine.PATIENCE))
        .extracting(message -> MaestroEventJson.read(message.body().getBytes(UTF_8)))
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void largeEvents_arePackedByTheirBytes() {
    List<EncodedEvent> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(Events.event("k" + i, i, "\"" + "x".repeat(250_000) + "\""));
    }
    try (ScriptedSqs wire = new ScriptedSqs(ScriptedAnswer::taken);
        SqsNotificationPublisher toWire = sdk.builder(wire.queueUrl()).build()) {
      assertThat(Outcomes.of(toWire, events)).allMatch(Delivered.class::isInstance);

      assertThat(wire.requests())
          .extracting(ScriptedRequest::size)
          .containsExactlyInAnyOrder(4, 4, 2);
    }

    assertThat(Outcomes.of(publisher, events)).allMatch(Delivered.class::isInstance);
    assertThat(queue.awaitMessages(10, Engine.PATIENCE)).hasSize(10);
  }

  @Test
  void eventThatNeverFits_isRejected_andItsNeighboursArrive() {
    int most = SqsLimits.MAX_MESSAGE_BYTES;

    List<DeliveryOutcome> outcomes =
        Outcomes.of(
            publisher,
            List.of(
                Events.event("a", 1),
                Events.event("b", 2, "\"" + "x".repeat(most) + "\""),
                // With its attributes it is just too large.
                Events.event("c", 3, "\"" + "x".repeat(most - 100) + "\""),
                Events.event("d", 4)));

    assertThat(Outcomes.words(outcomes))
        .containsExactly("delivered", "rejected", "rejected", "delivered");
    assertThat(Outcomes.cause(outcomes.get(1)))
        .contains(Events.id("b", 2))
        .contains("the queue takes 1048576")
        .contains(queue.url());
    assertThat(queue.awaitMessages(2, Engine.PATIENCE)).hasSize(2);
  }

  @Test
  void largestEvent_arrives() {
    String payload = "\"" + "x".repeat(SqsLimits.MAX_MESSAGE_BYTES - 700) + "\"";

    assertThat(Outcomes.of(publisher, Events.event("k", 1, payload))).isInstanceOf(Delivered.class);
    assertThat(queue.awaitMessages(1, Engine.PATIENCE).get(0).body()).isEqualTo(payload);
  }

  @Test
  void eventTheServerFindsTooLarge_isFoundByHalvesAndRejected() {
    // As a host would who believes in more than the server takes.
    publisher =
        publishers.opened(
            sdk.builder(queue.url()).limits(SqsLimits.defaults().withBytes(4 << 20)).build());
    List<EncodedEvent> events = new ArrayList<>(Events.events(0, 7));
    events.add(3, Events.event("huge", 99, "\"" + "x".repeat(2 << 20) + "\""));

    List<DeliveryOutcome> outcomes = new ArrayList<>(Outcomes.of(publisher, events));

    assertThat(Outcomes.word(outcomes.remove(3))).isEqualTo("rejected");
    assertThat(outcomes).hasSize(7).allMatch(Delivered.class::isInstance);
    assertThat(queue.awaitMessages(7, Engine.PATIENCE)).hasSize(7);
  }

  @Test
  void charactersThatSqsDoesNotTake_areEscaped_andBytesThatAreNoText_goInBase64() {
    List<DeliveryOutcome> outcomes =
        Outcomes.of(
            publisher,
            List.of(
                Events.event("a", 1, "{\"a\":\"\uffff\"}"),
                Events.event("b", 2, new byte[] {(byte) 0xC3, 0x28}, Map.of()),
                Events.event("c", 3, "{}".getBytes(UTF_8), Map.of("subject", "a\u0000b"))));

    assertThat(Outcomes.words(outcomes)).containsOnly("delivered");
    assertThat(queue.awaitMessages(3, Engine.PATIENCE))
        .extracting(Message::body)
        .containsExactlyInAnyOrder("{\"a\":\"\\uFFFF\"}", "wyg=", "{}");
  }

  @Test
  void queueWithoutGroups_getsNone() {
    publisher = publishers.opened(sdk.builder(queue.url()).withoutMessageGroups().build());

    assertThat(Outcomes.of(publisher, Events.event("run-1", 1))).isInstanceOf(Delivered.class);

    assertThat(group(queue.awaitMessages(1, Engine.PATIENCE).get(0))).isNull();
  }

  @Test
  void engine_deliversEveryEventOnce_inFullBatches() {
    int events = 3_000;
    try (NonBlockingNotificationPublisher engine = Engine.of(publisher)) {
      List<MaestroEvent> sent = TestEvents.ofManyRuns(events);
      sent.forEach(engine::send);
      assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();

      assertThat(engine.stats().delivered()).isEqualTo(events);
      assertThat((double) events / engine.stats().batches())
          .as("events per request under load")
          .isGreaterThanOrEqualTo(9.5);
    }
    assertThat(queue.awaitMessages(events, Engine.PATIENCE))
        .extracting(message -> message.messageAttributes().get("ce_id").stringValue())
        .hasSize(events)
        .doesNotHaveDuplicates();
  }

  private static String group(Message message) {
    return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
  }

  private static List<byte[]> golden() throws Exception {
    Path folder = Path.of(SqsDeliveryTest.class.getResource("/golden/events").toURI());
    List<byte[]> bodies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        bodies.add(Files.readAllBytes(file));
      }
    }
    assertThat(bodies).hasSizeGreaterThan(30);
    return bodies;
  }
}
