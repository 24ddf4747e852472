package io.github.maestroevents.kafka.internal.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Keeps passwords and keys out of logs, messages and {@code toString}. */
public final class Secrets {

  static final String MASK = "[hidden]";

  // For keys that Kafka's client does not know, such as those of a login callback handler.
  private static final Set<String> TELLING =
      Set.of("secret", "password", "passphrase", "token", "jaas", "key", "credential");

  private Secrets() {}

  static boolean isSecret(String property) {
    ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(property);
    if (known != null && known.type == ConfigDef.Type.PASSWORD) {
      return true;
    }
    String lower = property.toLowerCase(Locale.ROOT);
    return TELLING.stream().anyMatch(lower::contains);
  }

  /** The value of a property as it may be shown. */
  static Object shown(String property, Object value) {
    return isSecret(property) ? MASK : value;
  }

  /** Properties as they may be shown, by name. */
  public static Map<String, Object> shown(Map<String, Object> properties) {
    Map<String, Object> shown = new TreeMap<>();
    properties.forEach((property, value) -> shown.put(property, shown(property, value)));
    return shown;
  }
}
