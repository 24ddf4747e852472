package io.github.maestroevents.kafka.internal.config;

import io.github.maestroevents.spi.WithheldText;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which properties of Kafka's client may be shown: numbers, switches and words that stand in a list
 * here. Of all others the name alone is told, since nobody can list what may hold a secret: {@code
 * basic.auth.user.info}, {@code proxy.url} or whatever a callback handler is called to read.
 */
public final class Secrets {

  static final String MASK = "[hidden]";

  private static final Set<ConfigDef.Type> NUMBERS =
      Set.of(
          ConfigDef.Type.INT,
          ConfigDef.Type.LONG,
          ConfigDef.Type.SHORT,
          ConfigDef.Type.DOUBLE,
          ConfigDef.Type.BOOLEAN);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]{1,20}|true|false");

  /** Properties whose values are words out of a list, and the words. */
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          Set.of("all", "-1", "0", "1"),
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          Set.of("none", "gzip", "lz4", "snappy", "zstd"),
          "security.protocol",
          Set.of("plaintext", "ssl", "sasl_plaintext", "sasl_ssl"),
          "sasl.mechanism",
          Set.of("plain", "scram-sha-256", "scram-sha-512", "gssapi", "oauthbearer", "aws_msk_iam"),
          "ssl.protocol",
          Set.of("tls", "tlsv1.2", "tlsv1.3"),
          "metadata.recovery.strategy",
          Set.of("none", "rebootstrap"),
          ProducerConfig.CLIENT_DNS_LOOKUP_CONFIG,
          Set.of("use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"));

  /** What the name of a property looks like; what does not may be half of a value. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

  private Secrets() {}

  /** The value of a property as it may be shown. */
  static String shown(String property, Object value) {
    if (property.equals(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      return BootstrapServers.shown(value);
    }
    String text =
        value instanceof String || value instanceof Number || value instanceof Boolean
            ? value.toString().strip()
            : "";
    String lower = text.toLowerCase(Locale.ROOT);
    boolean harmless =
        isNumber(property)
            ? NUMBER.matcher(lower).matches()
            : WORDS.getOrDefault(property, Set.of()).contains(lower);
    return harmless ? text : MASK;
  }

  private static boolean isNumber(String property) {
    ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(property);
    return known != null && NUMBERS.contains(known.type);
  }

  /** The name of a property as it may be shown: a value that stands in its place is not. */
  public static String name(String property) {
    return NAME.matcher(property).matches()
        ? property
        : "(no name: " + WithheldText.shape(property) + ")";
  }

  /** Properties as they may be shown, by name. */
  public static Map<String, String> shown(Map<String, Object> properties) {
    Map<String, String> shown = new TreeMap<>();
    properties.forEach((property, value) -> shown.put(name(property), shown(property, value)));
    return shown;
  }
}
