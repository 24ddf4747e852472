package io.github.maestroevents.sqs.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.EncodedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The payload as the body of a message, which is text and never empty. What is no text that SQS
 * takes goes in Base64, and an empty payload as a dash; an attribute of the message says so.
 *
 * @param encoding how the payload stands in the text, for {@code content-transfer-encoding}; null
 *     if the text is the payload
 */
record MessageBody(String text, @Nullable String encoding) {

  static final String BASE64 = "base64";
  static final String EMPTY = "empty";

  private static final MessageBody OF_NOTHING = new MessageBody("-", EMPTY);

  static MessageBody of(EncodedEvent event) {
    byte[] payload = event.payload();
    if (payload.length == 0) {
      return OF_NOTHING;
    }
    String text = decoded(payload);
    if (text != null && MessageText.isLegal(text)) {
      return new MessageBody(text, null);
    }
    return text != null && isJson(event.contentType())
        ? new MessageBody(MessageText.escapedInJson(text), null)
        : new MessageBody(Base64.getEncoder().encodeToString(payload), BASE64);
  }

  private static @Nullable String decoded(byte[] payload) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException noText) {
      return null;
    }
  }

  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals(EncodedEvent.JSON_CONTENT_TYPE) || type.endsWith("+json");
  }
}
