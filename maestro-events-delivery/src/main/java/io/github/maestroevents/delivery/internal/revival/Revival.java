package io.github.maestroevents.delivery.internal.revival;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The event behind the bytes a journal has kept, for those who take events and not bytes. */
public final class Revival {

  private Revival() {}

  /**
   * The record, if its JSON and its identity are exactly those that were kept; else the JSON as it
   * is, such as a host's own. Any thread, never throws.
   */
  public static MaestroEvent of(EncodedEvent encoded) {
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
