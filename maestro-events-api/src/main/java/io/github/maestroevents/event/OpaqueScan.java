package io.github.maestroevents.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maestroevents.internal.MaestroDialect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the JSON of an {@link OpaqueMaestroEvent}: its type and its ids, and, where they
 * are asked for, its tokens.
 */
final class OpaqueScan {

  @Nullable String type;
  @Nullable String workflowId;
  @Nullable String clusterName;
  @Nullable String workflowUuid;
  long syncTime;
  long eventTime;

  /** Whether something but white space follows the object. */
  final boolean trailing;

  /**
   * Reads type and ids.
   *
   * @throws IOException if it is not JSON
   * @throws IllegalArgumentException if it is no object of JSON in UTF-8
   */
  OpaqueScan(byte[] json) throws IOException {
    this(json, null);
  }

  /** The same, and adds every token to a fingerprint, but for those of {@code send_time}. */
  OpaqueScan(byte[] json, @Nullable Fingerprint tokens) throws IOException {
    if (MaestroDialect.isTooLargeOrNotUtf8(json)) {
      throw new IllegalArgumentException("The JSON is too large, or not UTF-8 without a mark");
    }
    try (JsonParser parser = MaestroDialect.LENIENT.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("The JSON is not an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        note(name, parser);
        if (tokens == null || name.equals("send_time")) { // it differs between attempts
          parser.skipChildren();
        } else {
          value(tokens.text(name), parser);
        }
      }
      trailing = hasMore(json, parser.currentLocation().getByteOffset());
    }
  }

  private void note(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "type" -> {
        // The first one decides, as in Jackson.
        if (type == null) {
          type = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        }
      }
      case "workflow_id" -> workflowId = parser.getValueAsString();
      case "cluster_name" -> clusterName = parser.getValueAsString();
      case "workflow_uuid" -> workflowUuid = parser.getValueAsString();
      case "sync_time" -> syncTime = time(parser);
      case "event_time" -> eventTime = time(parser);
      default -> {}
    }
  }

  private static long time(JsonParser parser) throws IOException {
    try {
      return parser.getValueAsLong(0);
    } catch (JacksonException e) {
      return 0; // out of range: no time, and no reason to lose the event
    }
  }

  /** Tokens are told apart by their ids, so that {@code 1}, {@code "1"} and {@code [1]} differ. */
  private static void value(Fingerprint fingerprint, JsonParser parser) throws IOException {
    int depth = 0;
    while (true) {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw new IllegalArgumentException("The JSON ends early");
      }
      fingerprint.number(token.id());
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else {
        fingerprint.text(parser.getText());
      }
      if (depth == 0) {
        return;
      }
      parser.nextToken();
    }
  }

  private static boolean hasMore(byte[] json, long end) {
    for (int i = (int) end; i < json.length; i++) {
      if (" \t\r\n".indexOf(json[i]) < 0) {
        return true;
      }
    }
    return false;
  }
}
