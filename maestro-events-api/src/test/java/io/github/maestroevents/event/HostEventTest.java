package io.github.maestroevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.EnvelopePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a host's own, from its hands to the adapter line and back. */
class HostEventTest {

  private static final Instant TIME = Instant.parse("2026-11-30T12:00:00.000000001Z");

  private static HostEvent.Builder shipped() {
    return HostEvent.builder("com.example.order.shipped", "order-4711/shipped")
        .source("/shop/orders")
        .subject("order-4711")
        .time(TIME)
        .orderingKey("customer 7")
        .level(EventLevel.WARN)
        .terminal(true)
        .extension("tenant", "acme")
        .json("{\"order\":4711}");
  }

  @Test
  void encoded_isAnEventOfTheHosts_withNothingOfOurs() {
    EncodedEvent encoded = EncodedEvent.of(shipped().build());

    assertThat(encoded.payload()).asString(UTF_8).isEqualTo("{\"order\":4711}");
    assertThat(encoded.contentType()).isEqualTo("application/json");
    assertThat(encoded.type()).isEqualTo("com.example.order.shipped");
    assertThat(encoded.id().value()).isEqualTo("order-4711/shipped");
    assertThat(encoded.identity()).isEqualTo("/shop/orders order-4711/shipped");
    assertThat(encoded.orderingKey()).isEqualTo("customer 7");
    assertThat(encoded.level()).isEqualTo(EventLevel.WARN);
    assertThat(encoded.attributes())
        .containsExactly(
            entry("specversion", "1.0"),
            entry("id", "order-4711/shipped"),
            entry("source", "/shop/orders"),
            entry("type", "com.example.order.shipped"),
            entry("subject", "order-4711"),
            entry("time", "2026-11-30T12:00:00.000000001Z"),
            entry("partitionkey", "customer 7"),
            entry("level", "warn"),
            entry("terminal", "true"),
            entry("tenant", "acme"));
  }

  @Test
  void encoded_hasWhatCloudEventsRequires_whenTheHostSaysNoMore() {
    EncodedEvent encoded = EncodedEvent.of(HostEvent.builder("t", "1").build());

    assertThat(encoded.attributes())
        .containsExactly(
            entry("specversion", "1.0"),
            entry("id", "1"),
            entry("source", "/host"),
            entry("type", "t"),
            entry("level", "info"));
    assertThat(encoded.payload()).isEmpty();
    assertThat(encoded.contentType()).isEqualTo("application/octet-stream");
    assertThat(encoded.orderingKey()).isEmpty();
  }

  @Test
  void orderingKey_isTheSubject_unlessSet() {
    HostEvent event = HostEvent.builder("t", "1").subject("run 1").build();

    assertThat(OrderingKey.byWorkflowRun().of(event)).isEqualTo("run 1");
    assertThat(OrderingKey.byWorkflow().of(shipped().build())).isEqualTo("customer 7");
  }

  @Test
  void envelope_doesNotTouchIt() {
    EnvelopePolicy other = EnvelopePolicy.defaults().withSource("/other").withTypePrefix("other.");

    assertThat(EncodedEvent.of(shipped().build(), OrderingKey.byWorkflowRun(), other).attributes())
        .isEqualTo(EncodedEvent.of(shipped().build()).attributes());
  }

  @Test
  void maestroEvent_isTheEventThatWasSent() {
    byte[] avro = {0, 1, (byte) 0xFF, '\n'};
    for (HostEvent event :
        List.of(
            shipped().build(),
            shipped().body("application/avro", avro).build(),
            shipped().json("").build(),
            shipped().json("{\"type\":\"com.example.order.shipped\"}").build(),
            shipped().subject("a\nb").orderingKey("\ud800\u0000").extension("x", "\u0007").build(),
            HostEvent.builder("STEP_INSTANCE_STATUS_CHANGE_EVENT", "1").json("{}").build(),
            HostEvent.builder("t", " ~ ").build())) {
      MaestroEvent again = EncodedEvent.of(event).maestroEvent();

      assertThat(again).isEqualTo(event);
      assertThat(((HostEvent) again).body()).isEqualTo(event.body());
      assertThat(EncodedEvent.of(again).attributes())
          .isEqualTo(EncodedEvent.of(event).attributes());
    }
  }

  @Test
  void maestroEvent_hasWhatWasAddedOnTheWay_amongItsExtensions() {
    EncodedEvent encoded = EncodedEvent.of(shipped().build());
    Map<String, String> more = new java.util.LinkedHashMap<>(encoded.attributes());
    more.put("traceparent", "00-1-2-01");

    assertThat(encoded.withAttributes(more).maestroEvent())
        .isEqualTo(shipped().extension("traceparent", "00-1-2-01").build());
  }

  @Test
  void events_differ_inEveryOneThing() {
    List<HostEvent> all =
        List.of(
            shipped().build(),
            HostEvent.builder("com.example.order.shipped", "2").build(),
            HostEvent.builder("t", "order-4711/shipped").build(),
            shipped().source("/other").build(),
            shipped().subject("other").build(),
            shipped().subject(null).build(),
            shipped().time(null).build(),
            shipped().orderingKey("other").build(),
            shipped().level(EventLevel.INFO).build(),
            shipped().terminal(false).build(),
            shipped().extension("tenant", "other").build(),
            shipped().extension("more", "x").build(),
            shipped().json("{}").build(),
            shipped().body("text/json", "{\"order\":4711}".getBytes(UTF_8)).build());

    assertThat(all).doesNotHaveDuplicates();
    assertThat(shipped().build()).isEqualTo(shipped().build()).hasSameHashCodeAs(shipped().build());
  }

  @Test
  void body_cannotBeChangedFromOutside() {
    byte[] bytes = {1, 2, 3};
    HostEvent event = HostEvent.builder("t", "1").body("a/b", bytes).build();
    bytes[0] = 9;
    event.body()[0] = 9;
    EncodedEvent.of(event).payload()[0] = 9;
    MaestroEventJson.write(event)[0] = 9;

    assertThat(event.body()).containsExactly(1, 2, 3);
    assertThat(event.bodyBytes()).isEqualTo(3);
  }

  @Test
  void jackson_writesItAsACloudEvent() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(List.of(shipped().build())))
        .isEqualTo(
            "[{\"specversion\":\"1.0\",\"id\":\"order-4711/shipped\",\"source\":\"/shop/orders\","
                + "\"type\":\"com.example.order.shipped\",\"subject\":\"order-4711\","
                + "\"time\":\"2026-11-30T12:00:00.000000001Z\",\"partitionkey\":\"customer 7\","
                + "\"level\":\"warn\",\"terminal\":\"true\",\"tenant\":\"acme\","
                + "\"datacontenttype\":\"application/json\",\"data\":{\"order\":4711}}]");
    assertThat(
            new ObjectMapper()
                .writeValueAsString(
                    HostEvent.builder("t", "1").body("a/b", new byte[] {-1}).build()))
        .endsWith("\"datacontenttype\":\"a/b\",\"data_base64\":\"/w==\"}");
  }

  @Test
  void toString_namesTheEvent_andNotItsBody() {
    assertThat(shipped().build().toString())
        .contains("com.example.order.shipped", "/shop/orders", "order-4711/shipped")
        .doesNotContain("\"order\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "/a\n", "ü", "%", ":"})
  void source_isRefused_whenItIsNoUriReference(String source) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostEvent.builder("t", "1").source(source))
        .withMessageContaining("source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "\u0000", "\ud800"})
  void type_isRefused_whenNoAttributeCanCarryIt(String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostEvent.builder(type, "1"))
        .withMessageContaining("type");
  }

  @ParameterizedTest
  @CsvSource({
    "id, builder",
    "source, builder",
    "type, builder",
    "specversion, 1.0",
    "subject, subject(...)",
    "time, time(...)",
    "partitionkey, orderingKey(...)",
    "level, level(...)",
    "terminal, terminal(...)",
    "datacontenttype, body",
    "data, body",
    "Upper, lower-case",
    "'', lower-case"
  })
  void extension_isRefused_andTheMessageSaysWhatToDo(String name, String whatToDo) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostEvent.builder("t", "1").extension(name, "x"))
        .withMessageContaining("'" + name + "'")
        .withMessageContaining(whatToDo);
  }

  @Test
  void valuesThatNoConsumerCouldRead_areRefused() {
    HostEvent.Builder builder = HostEvent.builder("t", "1");

    assertThatIllegalArgumentException().isThrownBy(() -> builder.extension("a", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.time(Instant.MAX));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.time(Instant.MIN));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.body(" ", new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.body("a/b\n", new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.extension("dataschema", "a b"));
  }
}
