package io.github.maestroevents.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maestroevents.internal.MaestroDialect;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the JSON of an {@link OpaqueMaestroEvent} tells, as far as it can be read. */
final class OpaqueContent {

  /** What differs between attempts to publish one event, or is written in no certain order. */
  private static final Set<String> VOLATILE =
      Set.of("send_time", "sync_time", "tags", "step_instance_id");

  final @Nullable MaestroEvent model;
  final EventId id;
  final @Nullable String workflowUuid;
  final long eventTime;

  private OpaqueContent(
      @Nullable MaestroEvent model, EventId id, @Nullable String workflowUuid, long eventTime) {
    this.model = model;
    this.id = id;
    this.workflowUuid = workflowUuid;
    this.eventTime = eventTime;
  }

  static OpaqueMaestroEvent readEvent(byte[] json) {
    try {
      Scan scan = new Scan(json);
      if (scan.type == null || scan.type.isBlank()) {
        throw new IllegalArgumentException("The JSON has no textual type");
      }
      if (scan.trailing) {
        throw new IllegalArgumentException("The JSON goes on after its object");
      }
      return OpaqueMaestroEvent.builder(json, scan.type)
          .workflowId(scan.workflowId)
          .clusterName(scan.clusterName)
          .syncTime(scan.syncTime)
          .workflowUuid(scan.workflowUuid)
          .build();
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new IllegalArgumentException("The JSON cannot be read, at byte " + at);
    } catch (IOException e) {
      throw new IllegalArgumentException("The JSON cannot be read");
    }
  }

  /** Never fails: bytes that cannot be read are identified as they are. */
  static OpaqueContent of(byte[] json, EventType type) {
    try {
      Scan scan = new Scan(json);
      MaestroEvent model = type == EventType.UNKNOWN ? null : model(json);
      EventId id = model == null ? scan.id : EventIdentity.of(model);
      return new OpaqueContent(model, id, scan.workflowUuid, scan.eventTime);
    } catch (IOException | IllegalArgumentException e) {
      return new OpaqueContent(null, Fingerprint.begin().bytes(json).end(), null, 0);
    }
  }

  private static @Nullable MaestroEvent model(byte[] json) {
    try {
      return MaestroDialect.LENIENT.readValue(json, MaestroEvent.class);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** One pass over the JSON: its ids, and a fingerprint of all but the volatile. */
  private static final class Scan {
    private @Nullable String type;
    private @Nullable String workflowId;
    private @Nullable String clusterName;
    private @Nullable String workflowUuid;
    private long syncTime;
    private long eventTime;
    private final EventId id;
    private final boolean trailing;

    Scan(byte[] json) throws IOException {
      if (MaestroDialect.isTooLargeOrNotUtf8(json)) {
        throw new IllegalArgumentException("The JSON is too large, or not UTF-8 without a mark");
      }
      try (JsonParser parser = MaestroDialect.LENIENT.createParser(json)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new IllegalArgumentException("The JSON is not an object");
        }
        Fingerprint fingerprint = Fingerprint.begin();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          note(name, parser);
          if (VOLATILE.contains(name)) {
            parser.skipChildren();
          } else {
            value(fingerprint.text(name), parser);
          }
        }
        id = fingerprint.end();
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

    /**
     * Tokens are told apart by their ids, so that {@code 1}, {@code "1"} and {@code [1]} differ.
     */
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
}
