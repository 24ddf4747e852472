package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import org.jspecify.annotations.Nullable;

/** The event itself in a line of a dead-letter file: byte for byte what was to be delivered. */
final class DeadLetterBody {

  private static final String JSON = "event";
  private static final String TEXT = "event_text";
  private static final String BYTES = "event_base64";

  private DeadLetterBody() {}

  /**
   * Adds it in the form that can be read best. JSON stands as it is only if it is ours, and nothing
   * in it hides or turns text around: in a text such characters can be escaped, in the JSON itself
   * the bytes would be others.
   */
  static JsonLine add(MaestroEvent event, JsonLine line) {
    line.text("content_type", event instanceof HostEvent hosts ? hosts.contentType() : null);
    byte[] bytes = bytes(event);
    if (bytes == null) {
      return line;
    }
    boolean isOurs = !(event instanceof HostEvent) && !(event instanceof OpaqueMaestroEvent);
    if (isOurs && JsonBytes.isVisibleText(bytes)) {
      return line.json(JSON, bytes);
    }
    return JsonBytes.isText(bytes) ? line.utf8(TEXT, bytes) : line.base64(BYTES, bytes);
  }

  /** The event as it would have been delivered; null if it cannot be encoded. */
  private static byte @Nullable [] bytes(MaestroEvent event) {
    try {
      return MaestroEventJson.write(event);
    } catch (RuntimeException notEncodable) {
      return null;
    }
  }
}
