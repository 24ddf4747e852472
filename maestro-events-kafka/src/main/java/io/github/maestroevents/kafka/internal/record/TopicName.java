package io.github.maestroevents.kafka.internal.record;

import io.github.maestroevents.spi.WithheldText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that Kafka allows for topics, so that an illegal one is told before a broker is asked.
 */
public final class TopicName {

  // Kafka's own rule, which brokers apply to every topic that is created.
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private TopicName() {}

  /**
   * Returns the name unchanged.
   *
   * @throws IllegalArgumentException if no topic can have it
   */
  public static String requireLegal(@Nullable String topic) {
    if (topic == null
        || !LEGAL.matcher(topic).matches()
        || topic.equals(".")
        || topic.equals("..")) {
      throw new IllegalArgumentException(
          "not a Kafka topic name (1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'): "
              + (topic == null ? "null" : WithheldText.shape(topic)));
    }
    return topic;
  }
}
