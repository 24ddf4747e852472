package io.github.maestroevents.webhook.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/** Tells whether a payload may stand inside of another JSON without breaking it. */
final class JsonPayload {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonPayload() {}

  /** Whether it says that it is JSON, and is one value of JSON in UTF-8 and nothing else. */
  static boolean isJson(String contentType, byte[] payload) {
    return saysJson(contentType) && isOneValue(payload);
  }

  private static boolean saysJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  private static boolean isOneValue(byte[] payload) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException noUtf8) {
      return false;
    }
    if (text.startsWith("\uFEFF")) {
      return false; // Jackson would skip it; inside of a JSON it is not legal
    }
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException noJson) {
      return false;
    }
  }
}
