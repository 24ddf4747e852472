package io.github.maestroevents.kafka.internal.config;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Who chooses the partition of a record: Kafka by the ordering key, or the host's settings. */
public final class PartitionChoice {

  private PartitionChoice() {}

  /**
   * Whether nothing in a producer's configuration has a say but Kafka's own partitioner, and that
   * sees the ordering key in UTF-8. A value that cannot be judged counts as a say.
   */
  public static boolean isKafkas(Map<String, Object> config) {
    return isEmpty(config.get(ProducerConfig.PARTITIONER_CLASS_CONFIG))
        && isEmpty(config.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG))
        && isFalse(config.get(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG))
        && leavesBytes(config.get(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG));
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || (value instanceof Collection<?> several
            ? several.isEmpty()
            : value.toString().isBlank());
  }

  private static boolean isFalse(@Nullable Object value) {
    return value == null || value.toString().strip().equalsIgnoreCase("false");
  }

  private static boolean leavesBytes(@Nullable Object serializer) {
    return serializer == ByteArraySerializer.class
        || ByteArraySerializer.class.getName().equals(serializer);
  }
}
