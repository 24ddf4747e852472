package io.github.maestroevents.spi;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns the bytes that crossed the adapter line into an event again. */
final class EventDecoder {

  private EventDecoder() {}

  static MaestroEvent decode(EncodedEvent encoded) {
    MaestroEvent read = read(encoded.payload());
    if (read != null && isSame(read, encoded)) {
      return read;
    }
    return OpaqueMaestroEvent.builder(encoded.payload(), encoded.type())
        .workflowId(read == null ? null : read.workflowId())
        .clusterName(read == null ? null : read.clusterName())
        .id(encoded.id())
        .level(encoded.level())
        .build();
  }

  private static @Nullable MaestroEvent read(byte[] payload) {
    try {
      return MaestroEventJson.readLenient(payload);
    } catch (RuntimeException notMaestros) {
      return null;
    }
  }

  private static boolean isSame(MaestroEvent read, EncodedEvent encoded) {
    try {
      return Arrays.equals(MaestroEventJson.write(read), encoded.payload())
          && EventId.of(read).equals(encoded.id());
    } catch (RuntimeException notWritable) {
      return false;
    }
  }
}
