package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.EventTooLargeException;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.OutputStream;

/** The event itself in a line of a dead-letter file: byte for byte what was to be delivered. */
final class DeadLetterBody {

  private static final String JSON = "event";
  private static final String TEXT = "event_text";
  private static final String BYTES = "event_base64";
  private static final String LEFT_OUT = "event_left_out";

  /** A larger event of ours is written piece by piece, once for each look at it. */
  private static final int MAX_BYTES_AT_ONCE = 256 * 1024;

  private DeadLetterBody() {}

  /**
   * Adds it in the form that can be read best. JSON stands as it is only if it is ours, and nothing
   * in it hides or turns text around: in a text such characters can be escaped, in the JSON itself
   * the bytes would be others. Never throws: instead of an event that cannot be written stands why.
   */
  static JsonLine add(MaestroEvent event, JsonLine line) {
    try {
      line.text("content_type", event instanceof HostEvent hosts ? hosts.contentType() : null);
      return event instanceof HostEvent || event instanceof OpaqueMaestroEvent
          ? addForeign(MaestroEventJson.write(event), line)
          : addOurs(event, line);
    } catch (Throwable thrown) { // a host's attribute may throw anything; the line must be written
      return line.text(LEFT_OUT, LogText.of(thrown));
    }
  }

  private static JsonLine addForeign(byte[] bytes, JsonLine line) {
    return JsonBytes.isText(bytes) ? line.utf8(TEXT, bytes) : line.base64(BYTES, bytes);
  }

  private static JsonLine addOurs(MaestroEvent event, JsonLine line) throws IOException {
    byte[] bytes;
    try {
      bytes = MaestroEventJson.write(event, MAX_BYTES_AT_ONCE);
    } catch (EventTooLargeException large) { // for memory, not for the file
      return isVisible(event)
          ? line.streamed(JSON, json -> MaestroEventJson.write(event, json.asBytes()))
          : line.streamed(TEXT, json -> quoted(event, json));
    }
    return JsonBytes.isVisibleText(bytes) ? line.json(JSON, bytes) : line.utf8(TEXT, bytes);
  }

  private static boolean isVisible(MaestroEvent event) throws IOException {
    boolean[] isVisible = {true};
    JsonBytes.Visibility each = new JsonBytes.Visibility();
    MaestroEventJson.write(
        event, new CodePoints(codePoint -> isVisible[0] &= each.test(codePoint)));
    return isVisible[0];
  }

  private static void quoted(MaestroEvent event, JsonBytes json) throws IOException {
    json.beginText();
    try (OutputStream text = new CodePoints(json::escaped)) {
      MaestroEventJson.write(event, text);
    }
    json.ascii("\"");
  }
}
