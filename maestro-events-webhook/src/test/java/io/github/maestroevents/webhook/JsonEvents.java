package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bodies out of JSON, to the byte: {@code data} is what stands there, and not what it means. */
final class JsonEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonEvents() {}

  static List<ReceivedEvent> of(Received request) {
    String type = request.header("content-type");
    String body = new String(request.body(), UTF_8);
    List<ReceivedEvent> events = new ArrayList<>();
    try {
      if (type.startsWith("application/x-ndjson")) {
        for (String line : body.split("\n")) {
          events.add(event(JSON.readTree(line), line));
        }
      } else if (type.startsWith("application/cloudevents-batch+json")) {
        for (JsonNode member : JSON.readTree(body)) {
          events.add(event(member, body));
        }
      } else {
        events.add(event(JSON.readTree(body), body));
      }
      return events;
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  /** Jackson writes it as compactly as the events of the contract are written. */
  private static ReceivedEvent event(JsonNode event, String text) throws IOException {
    byte[] data;
    if (event.has("data_base64")) {
      data = event.get("data_base64").binaryValue();
    } else if (event.has("data")) {
      data = raw(event, text);
    } else {
      data = new byte[0];
    }
    return ReceivedEvent.of(data).withEventId(event.get("id").textValue());
  }

  private static byte[] raw(JsonNode event, String text) {
    String id = "\"id\":\"" + event.get("id").textValue() + "\"";
    int start = text.indexOf("\"data\":", text.indexOf(id)) + "\"data\":".length();
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && depth-- == 0) {
        return text.substring(start, i).getBytes(UTF_8);
      }
    }
    throw new AssertionError(text);
  }
}
