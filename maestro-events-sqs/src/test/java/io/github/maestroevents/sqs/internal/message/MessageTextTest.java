package io.github.maestroevents.sqs.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.Events;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

  private static final String ILLEGAL = "\u0000\u0007\u001f\ufffe\uffff";
  private static final String LEGAL = "\t\n\r ~\u007f\u0085\u00e9\ud7ff\ue000\ufffd\ud83c\udfac";

  @Test
  void legalText_isUntouched() {
    String json = "{\"a\":\"" + LEGAL + "\"}";

    assertThat(MessageBody.of(event("application/json", json.getBytes(UTF_8))))
        .isEqualTo(new MessageBody(json, null));
    assertThat(MessageText.attribute(LEGAL)).isEqualTo(LEGAL);
  }

  @Test
  void illegalCharacter_isEscapedInJson_soThatReadersSeeTheSame() throws Exception {
    // JSON itself forbids control characters unescaped; Jackson writes these two as they are.
    String json = "{\"a\":\"x\ufffey\uffffz\"}";

    String body = MessageBody.of(event("application/json", json.getBytes(UTF_8))).text();

    assertThat(body).isEqualTo("{\"a\":\"x\\uFFFEy\\uFFFFz\"}");
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(body)).isEqualTo(mapper.readTree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/X+JSON"})
  void contentType_isJson_inAllItsForms(String contentType) {
    assertThat(MessageBody.of(event(contentType, "\"\uffff\"".getBytes(UTF_8))))
        .isEqualTo(new MessageBody("\"\\uFFFF\"", null));
  }

  /** Whatever the bytes are, consumers get them back. */
  @Test
  void payload_goesInBase64_whereNoTextThatSqsTakesMeansTheSame() {
    for (EncodedEvent event :
        List.of(
            event("text/plain", "a\u0007b".getBytes(UTF_8)),
            event("application/json", new byte[] {(byte) 0xC3, 0x28}),
            event("application/avro", new byte[] {0, 1, 2, -1}))) {
      MessageBody body = MessageBody.of(event);

      assertThat(body.encoding()).isEqualTo("base64");
      assertThat(Base64.getDecoder().decode(body.text())).isEqualTo(event.payload());
    }
  }

  @Test
  void emptyPayload_isADash_sinceSqsTakesNoEmptyMessage() {
    assertThat(MessageBody.of(event("application/json", new byte[0])))
        .isEqualTo(new MessageBody("-", "empty"));
    assertThat(MessageBody.of(event("text/plain", "-".getBytes(UTF_8))))
        .isEqualTo(new MessageBody("-", null));
  }

  @Test
  void attribute_hasIllegalCharactersPercentEncoded() {
    assertThat(MessageText.attribute("100%")).isEqualTo("100%");
    assertThat(MessageText.attribute("100%\u0007")).isEqualTo("100%25%07");
    assertThat(MessageText.attribute("a" + ILLEGAL + "b"))
        .isEqualTo("a%00%07%1F%EF%BF%BE%EF%BF%BFb");
  }

  @Test
  void attribute_hasLoneSurrogatesReplaced_sinceTheyAreNoText() {
    assertThat(MessageText.attribute("a\ud800b")).isEqualTo("a%3Fb");
    assertThat(MessageText.attribute("a\udc00")).isEqualTo("a%3F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "\u00e9", "\u20ac", "\ud83c\udfac", "a\u00e9\u20ac\ud83c\udfac"})
  void utf8Bytes_areThoseOfTheEncoder(String text) {
    assertThat(MessageText.utf8Bytes(text)).isEqualTo(text.getBytes(UTF_8).length);
  }

  private static EncodedEvent event(String contentType, byte[] payload) {
    return new EncodedEvent(
        new EventId(Events.id("k", 1)),
        Events.TYPE,
        EventLevel.INFO,
        "k",
        contentType,
        payload,
        Map.of());
  }
}
