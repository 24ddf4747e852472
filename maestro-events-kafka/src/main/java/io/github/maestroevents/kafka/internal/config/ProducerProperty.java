package io.github.maestroevents.kafka.internal.config;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * One property of Kafka's producer, checked as Kafka would when it is set rather than when used.
 */
public final class ProducerProperty {

  // What the client makes of these reaches beyond its own list of names.
  private static final String[] OPEN_PREFIXES = {"metrics.context.", "config.providers."};

  /** What a provider of Kafka's replaces begins with it, anywhere in a value. */
  private static final String REFERENCE = "${";

  private ProducerProperty() {}

  /**
   * Checks one property.
   *
   * @throws IllegalArgumentException if Kafka's client would refuse the value, or this publisher
   *     cannot work with it; the value is not in the message
   */
  public static void requireLegal(String property, Object value) {
    requireNonNull(property, "property");
    requireNonNull(value, () -> Secrets.name(property));
    if (property.equals(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      throw new IllegalArgumentException(
          "transactional.id cannot be used: events are sent one batch at a time without"
              + " transactions, and idempotence is on without it");
    }
    if (property.equals(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      BootstrapServers.requireLegal(
          value instanceof Iterable<?> servers ? join(servers) : value.toString());
    }
    if (property.equals(ProducerConfig.CLIENT_ID_CONFIG)) {
      requireName(value.toString());
    }
    ConfigDef.ConfigKey key = ProducerConfig.configDef().configKeys().get(property);
    if (key == null || (isReference(value) && !isNumber(key))) {
      return;
    }
    try {
      ClientClasses.call(
          () -> {
            Object parsed = ConfigDef.parseType(property, value, key.type);
            if (key.validator != null) {
              key.validator.ensureValid(property, parsed);
            }
            return property;
          });
    } catch (RuntimeException | LinkageError e) { // Kafka's, or of a class that the value names
      // Kafka's message repeats the value, and a password may stand where a number should: so
      // neither the message nor the exception goes any further.
      throw new IllegalArgumentException(
          "Kafka refuses the value of "
              + property
              + ", which must be "
              + wanted(key)
              + ": "
              + WithheldText.shape(textOf(value)));
    }
  }

  /**
   * Kafka puts it as it is into names of threads and beans, and so into every log and console. What
   * a provider puts in place of a part of it is not seen before, and may be a secret.
   */
  private static void requireName(String clientId) {
    if (clientId.contains(REFERENCE)) {
      throw new IllegalArgumentException(
          "client.id stands in names of threads and of JMX beans, so none of it can come from a"
              + " config provider (${provider:...}): write the name itself");
    }
    if (!LogText.id(clientId).equals(clientId)) {
      throw new IllegalArgumentException(
          "client.id stands in names of threads and of JMX beans, so it must have at most "
              + LogText.MAX_ID_CHARS
              + " characters, and none that breaks a line, hides or turns text around: "
              + WithheldText.shape(clientId));
    }
  }

  /** In Kafka's words for what it takes, which are constants of its own. */
  private static String wanted(ConfigDef.ConfigKey key) {
    String type = key.type.name().toLowerCase(Locale.ROOT);
    return key.validator == null ? "of type " + type : "of type " + type + ", " + key.validator;
  }

  private static String textOf(Object value) {
    return value instanceof CharSequence || value instanceof Number
        ? value.toString()
        : value.getClass().getName();
  }

  public static boolean isKnown(String property) {
    for (String prefix : OPEN_PREFIXES) {
      if (property.startsWith(prefix)) {
        return true;
      }
    }
    return ProducerConfig.configNames().contains(property);
  }

  static @Nullable Integer intValue(Map<String, Object> properties, String property) {
    Long value = longValue(properties, property);
    return value == null ? null : Math.toIntExact(value);
  }

  /** A number that {@link #requireLegal} has let pass, or null if it is not set. */
  static @Nullable Long longValue(Map<String, Object> properties, String property) {
    Object value = properties.get(property);
    return value == null ? null : Long.valueOf(value.toString().strip());
  }

  /** Numbers are computed with before the client is made, so they cannot come from a provider. */
  private static boolean isNumber(ConfigDef.ConfigKey key) {
    return key.type == ConfigDef.Type.INT
        || key.type == ConfigDef.Type.LONG
        || key.type == ConfigDef.Type.SHORT;
  }

  /** A value that a configuration provider fills in when the client is made. */
  private static boolean isReference(Object value) {
    return value instanceof String text && text.startsWith(REFERENCE);
  }

  static String join(Iterable<?> servers) {
    StringBuilder joined = new StringBuilder();
    for (Object server : servers) {
      joined.append(joined.isEmpty() ? "" : ",").append(server);
    }
    return joined.toString();
  }
}
