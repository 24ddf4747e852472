package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver gets, read by the SDK of CloudEvents. */
class WebhookMessageTest {

  private final Receiver receiver = new Receiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private List<Received> sent(WebhookPublisherBuilder builder, EncodedEvent... events) {
    try (WebhookNotificationPublisher publisher = builder.build()) {
      assertThat(Outcomes.words(Outcomes.of(publisher, List.of(events)))).containsOnly("delivered");
    }
    return receiver.requests();
  }

  @ParameterizedTest
  @EnumSource(WebhookFormat.class)
  void everyFormat_isReadBackByTheSdk(WebhookFormat format) {
    EncodedEvent event = EncodedEvent.of(TestEvents.event());
    EncodedEvent odd =
        Events.event(
            "odd",
            2,
            "{\n \"a\" : \"\\\"\\u0000\" ,\r\n \"b\":[1, 2]}".getBytes(UTF_8),
            Map.of("subject", "Euro € 😀 \"quoted\" 100% \\ back", "tracestate", "a=1,b=2"));

    List<CloudEvent> read =
        sent(receiver.publisher().format(format), event, odd).stream()
            .flatMap(request -> ReceivedCloudEvents.of(request).stream())
            .toList();

    for (EncodedEvent expected : List.of(event, odd)) {
      CloudEvent got =
          read.stream().filter(one -> one.getId().equals(expected.id().value())).findFirst().get();
      boolean headers = format == WebhookFormat.BINARY;
      assertThat(decoded(got.getSource().toString(), headers))
          .isEqualTo(expected.attributes().get("source"));
      assertThat(got.getType()).isEqualTo(expected.attributes().get("type"));
      assertThat(decoded(got.getSubject(), headers))
          .isEqualTo(expected.attributes().get("subject"));
      assertThat(got.getDataContentType()).isEqualTo("application/json");
      for (String name : got.getExtensionNames()) {
        assertThat(decoded(String.valueOf(got.getExtension(name)), headers))
            .isEqualTo(expected.attributes().get(name));
      }
      assertThat(json(ReceivedCloudEvents.data(got))).isEqualTo(json(expected.payload()));
    }
    assertThat(read).hasSize(2);
  }

  /** The SDK for Java, 4.0.1, leaves what the binding has encoded in headers to who uses it. */
  private static String decoded(String value, boolean header) {
    return header ? URLDecoder.decode(value.replace("+", "%2B"), UTF_8) : value;
  }

  private static Object json(byte[] bytes) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Source of the example: CloudEvents 1.0, HTTP Protocol Binding, 3.1.3.2. */
  @Test
  void attribute_isPercentEncoded_asInTheBinding() {
    Received request =
        sent(
                receiver.publisher(),
                Events.event("k", 1, new byte[] {1}, Map.of("subject", "Euro € 😀")))
            .get(0);

    assertThat(request.header("ce-subject")).isEqualTo("Euro%20%E2%82%AC%20%F0%9F%98%80");
    assertThat(request.header("ce-datacontenttype")).isNull();
    assertThat(request.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void attribute_cannotMakeAHeaderOfItsOwn() {
    Received request =
        sent(
                receiver.publisher(),
                Events.event("k", 1, new byte[] {1}, Map.of("subject", "a\r\nx-evil: 1")))
            .get(0);

    assertThat(request.headers()).doesNotContainKey("x-evil");
    assertThat(request.header("ce-subject")).isEqualTo("a%0D%0Ax-evil:%201");
  }

  @Test
  void body_isThatOfTheEvent_byteForByte() {
    byte[] payload = "{ \"a\" : 1 ,\r\n \"€\":\"\\u20ac\" }\n".getBytes(UTF_8);

    Received request = sent(receiver.publisher(), Events.event("k", 1, payload, Map.of())).get(0);

    assertThat(request.body()).isEqualTo(payload);
  }

  @Test
  void compressedBody_isThatOfTheEvent_onceItIsUnpacked() throws IOException {
    EncodedEvent event = EncodedEvent.of(TestEvents.event());

    Received request = sent(receiver.publisher().gzip(), event).get(0);

    assertThat(request.header("content-encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(request.body())).readAllBytes())
        .isEqualTo(event.payload());
  }

  @ParameterizedTest
  @EnumSource(WebhookFormat.class)
  void thinEvent_hasItsIdentityAndNoBody(WebhookFormat format) {
    EncodedEvent event = EncodedEvent.of(TestEvents.event());

    CloudEvent read =
        ReceivedCloudEvents.of(sent(receiver.publisher().format(format).thin(), event).get(0))
            .get(0);

    assertThat(read.getId()).isEqualTo(event.id().value());
    assertThat(read.getSubject()).isEqualTo(event.attributes().get("subject"));
    assertThat(ReceivedCloudEvents.data(read)).isEmpty();
  }

  /** One that would break the JSON around it, and with it the other events of the request. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "{}}", "1 2", "\uFEFF{}", "{\"a\":NaN}", "\n"})
  void payloadThatIsNoJson_travelsInBase64_andBreaksNothing(String payload) {
    EncodedEvent broken = Events.event("k", 1, payload);
    EncodedEvent sound = Events.event("l", 2);

    List<CloudEvent> read =
        ReceivedCloudEvents.of(
            sent(receiver.publisher().format(WebhookFormat.BATCH), broken, sound).get(0));

    assertThat(ReceivedCloudEvents.data(read.get(0))).isEqualTo(payload.getBytes(UTF_8));
    assertThat(ReceivedCloudEvents.data(read.get(1))).isEqualTo(sound.payload());
  }

  @Test
  void eventsOfANewlineDelimitedBody_standOnALineEach() {
    EncodedEvent pretty = Events.event("k", 1, "{\n  \"a\" : 1\r\n}");

    String body =
        new String(
            sent(receiver.publisher().format(WebhookFormat.NDJSON), pretty, Events.event("l", 2))
                .get(0)
                .body(),
            UTF_8);

    assertThat(body.lines()).hasSize(2).allSatisfy(line -> assertThat(line).endsWith("}"));
  }

  @ParameterizedTest
  @EnumSource(WebhookFormat.class)
  void eventsOfAKey_arriveInOrder(WebhookFormat format) {
    EncodedEvent[] events = new EncodedEvent[16];
    for (int i = 0; i < events.length; i++) {
      events[i] = Events.event("k", i);
    }

    List<String> ids =
        sent(receiver.publisher().format(format), events).stream()
            .flatMap(request -> ReceivedCloudEvents.of(request).stream())
            .map(CloudEvent::getId)
            .toList();

    assertThat(ids).isEqualTo(List.of(events).stream().map(event -> event.id().value()).toList());
  }

  @Test
  void id_ofAHostsOwnEvent_holdsNoDot_andTellsTheSourceToo() {
    Received first = sent(receiver.publisher(), hosts("/shop", "order.1")).get(0);
    receiver.forget();
    Received second = sent(receiver.publisher(), hosts("/depot", "order.1")).get(0);

    assertThat(first.header("webhook-id"))
        .matches("sha256_[A-Za-z0-9_-]{43}")
        .isNotEqualTo(second.header("webhook-id"));
    assertThat(first.header("ce-id")).isEqualTo("order.1");
  }

  @Test
  void id_isTheEventsId_andThatOfABatchFollowsFromItsMembers() {
    EncodedEvent one = Events.event("a", 1);
    EncodedEvent two = Events.event("b", 2);
    assertThat(sent(receiver.publisher(), one).get(0).header("webhook-id"))
        .isEqualTo(one.id().value());
    receiver.forget();
    WebhookPublisherBuilder batched = receiver.publisher().format(WebhookFormat.BATCH);

    String both = sent(batched, one, two).get(0).header("webhook-id");
    String bothAgain = sent(batched, one, two).get(1).header("webhook-id");
    String swapped = sent(batched, two, one).get(2).header("webhook-id");
    String alone = sent(batched, one).get(3).header("webhook-id");

    assertThat(both).matches("batch_[A-Za-z0-9_-]{43}").isEqualTo(bothAgain);
    assertThat(List.of(both, swapped, alone)).doesNotHaveDuplicates();
  }

  private static EncodedEvent hosts(String source, String id) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id);
    attributes.put("source", source);
    attributes.put("type", "order.created");
    return new EncodedEvent(
        new EventId(id),
        "order.created",
        EventLevel.INFO,
        "k",
        "text/plain",
        new byte[] {'x'},
        attributes);
  }
}
