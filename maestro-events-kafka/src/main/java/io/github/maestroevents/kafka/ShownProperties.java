package io.github.maestroevents.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The producer's properties that people look for at night, each with the form in which its value
 * holds no secret. Whatever has another form, such as a user in front of a broker, is withheld.
 */
final class ShownProperties {

  private static final Pattern BROKERS =
      list("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):\\d{1,5}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,10}");
  private static final Pattern FLAG = Pattern.compile("(?i)true|false");

  private ShownProperties() {}

  private static Pattern list(String element) {
    return Pattern.compile("\\s*" + element + "(?:\\s*,\\s*" + element + "){0,99}\\s*");
  }

  private static Pattern words(String... words) {
    return Pattern.compile("(?i)" + String.join("|", words));
  }

  static Map<String, Pattern> forms() {
    Map<String, Pattern> forms = new HashMap<>();
    forms.put("bootstrap.servers", BROKERS);
    forms.put("acks", words("all", "-1", "0", "1"));
    forms.put("compression.type", words("none", "gzip", "snappy", "lz4", "zstd"));
    forms.put("security.protocol", words("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"));
    forms.put(
        "sasl.mechanism",
        words("GSSAPI", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "AWS_MSK_IAM"));
    forms.put("ssl.endpoint.identification.algorithm", words("", "https"));
    forms.put(
        "client.dns.lookup", words("use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"));
    forms.put("enable.idempotence", FLAG);
    for (String number :
        List.of(
            "batch.size",
            "buffer.memory",
            "connections.max.idle.ms",
            "delivery.timeout.ms",
            "linger.ms",
            "max.block.ms",
            "max.in.flight.requests.per.connection",
            "max.request.size",
            "metadata.max.age.ms",
            "metadata.max.idle.ms",
            "reconnect.backoff.max.ms",
            "reconnect.backoff.ms",
            "request.timeout.ms",
            "retries",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            "socket.connection.setup.timeout.max.ms",
            "socket.connection.setup.timeout.ms")) {
      forms.put(number, NUMBER);
    }
    return forms;
  }
}
