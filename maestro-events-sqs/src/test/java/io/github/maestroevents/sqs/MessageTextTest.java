package io.github.maestroevents.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
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

    assertThat(MessageText.body(event("application/json", json.getBytes(UTF_8)))).isEqualTo(json);
    assertThat(MessageText.attribute(LEGAL)).isEqualTo(LEGAL);
  }

  @Test
  void illegalCharacter_isEscapedInJson_soThatReadersSeeTheSame() throws Exception {
    // JSON itself forbids control characters unescaped; Jackson writes these two as they are.
    String json = "{\"a\":\"x\ufffey\uffffz\"}";

    String body = MessageText.body(event("application/json", json.getBytes(UTF_8)));

    assertThat(body).isEqualTo("{\"a\":\"x\\uFFFEy\\uFFFFz\"}");
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(body)).isEqualTo(mapper.readTree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/x+json"})
  void contentType_isJson_inAllItsForms(String contentType) {
    assertThat(MessageText.body(event(contentType, "\"\uffff\"".getBytes(UTF_8))))
        .isEqualTo("\"\\uFFFF\"");
  }

  @Test
  void illegalCharacter_isRefused_whereNothingTellsHowToEscapeIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageText.body(event("text/plain", "a\u0007b".getBytes(UTF_8))))
        .withMessageContaining("U+0007")
        .withMessageContaining("text/plain");
  }

  @Test
  void payload_isRefused_whenItIsNoText() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MessageText.body(event("application/json", new byte[] {(byte) 0xC3, 0x28})))
        .withMessageContaining("no UTF-8 text");
  }

  @Test
  void payload_isRefused_whenItIsEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageText.body(event("application/json", new byte[0])))
        .withMessageContaining("empty");
  }

  @Test
  void attribute_hasIllegalCharactersPercentEncoded() {
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
