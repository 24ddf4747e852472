package io.github.maestroevents.spi;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.internal.MaestroDialect;
import io.github.maestroevents.json.MaestroEventJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the bytes that crossed the adapter line into an event again. */
final class EventDecoder {

  /** What a {@link HostEvent} has a place of its own for. */
  private static final Set<String> PLACED =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "partitionkey",
          "level",
          "terminal");

  private EventDecoder() {}

  static MaestroEvent decode(EncodedEvent encoded) {
    boolean canBeMaestros =
        !encoded.isHostEvent() || EventType.ofWireType(encoded.type()) != EventType.UNKNOWN;
    MaestroEvent read = canBeMaestros ? read(encoded.payload()) : null;
    if (read != null && isSame(read, encoded)) {
      return read;
    }
    HostEvent hosts = encoded.isHostEvent() ? hostEvent(encoded) : null;
    return hosts != null ? hosts : opaque(encoded, read);
  }

  private static @Nullable MaestroEvent read(byte[] payload) {
    if (MaestroDialect.hasMoreValuesThan(MaestroDialect.MAX_MODELLED_VALUES, payload)) {
      return null; // for its memory
    }
    try {
      return MaestroEventJson.readLenient(payload);
    } catch (RuntimeException notMaestros) {
      return null;
    }
  }

  private static boolean isSame(MaestroEvent read, EncodedEvent encoded) {
    try {
      return read.wireType().equals(encoded.type())
          && Arrays.equals(MaestroEventJson.write(read), encoded.payload())
          && EventId.of(read).equals(encoded.id());
    } catch (RuntimeException notWritable) {
      return false;
    }
  }

  private static MaestroEvent opaque(EncodedEvent encoded, @Nullable MaestroEvent read) {
    return OpaqueMaestroEvent.builder(encoded.payload(), encoded.type())
        .workflowId(read == null ? null : read.workflowId())
        .clusterName(read == null ? null : read.clusterName())
        .id(encoded.id())
        .level(encoded.level())
        .build();
  }

  /** Null if it has attributes that no {@link HostEvent} may have. */
  private static @Nullable HostEvent hostEvent(EncodedEvent encoded) {
    Map<String, String> attributes = encoded.attributes();
    try {
      HostEvent.Builder event =
          HostEvent.builder(encoded.type(), encoded.id().value())
              .source(attributes.getOrDefault("source", HostEvent.DEFAULT_SOURCE))
              .subject(attributes.get("subject"))
              .time(time(attributes.get("time")))
              .orderingKey(encoded.orderingKey())
              .level(encoded.level())
              .terminal("true".equals(attributes.get("terminal")))
              .body(encoded.contentType(), encoded.payload());
      attributes.forEach(
          (name, value) -> {
            if (!PLACED.contains(name)) {
              event.extension(name, value);
            }
          });
      return event.build();
    } catch (RuntimeException notOne) { // made by something else
      return null;
    }
  }

  private static @Nullable Instant time(@Nullable String time) {
    try {
      return time == null ? null : OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeParseException none) {
      return null;
    }
  }
}
