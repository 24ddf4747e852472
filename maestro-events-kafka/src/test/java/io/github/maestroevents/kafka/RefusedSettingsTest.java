package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Settings that Kafka's client refuses only when it is made: which ones, and never their values.
 */
class RefusedSettingsTest {

  private static final String HIDDEN = "hush1234";

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            sasl("PLAIN", "org.example.Missing required password=" + HIDDEN + ";"),
            "sasl.jaas.config"),
        arguments(
            sasl("PLAIN", "org.example.Missing required password=" + HIDDEN + ";"),
            "class org.example.Missing"),
        arguments(sasl("PLAIN", "x.Y required password=\"" + HIDDEN), "sasl.jaas.config"),
        arguments(sasl("PLAIN", HIDDEN), "sasl.jaas.config"),
        arguments(
            Map.of(
                "security.protocol", "SSL", "ssl.truststore.location", "/none/" + HIDDEN + ".jks"),
            "ssl."),
        arguments(
            Map.of("interceptor.classes", "org.example.None", "client.id", HIDDEN),
            "class org.example.None"),
        arguments(Map.of("interceptor.classes", HIDDEN), "interceptor.classes"),
        arguments(pem("ssl.keystore.key", HIDDEN), "ssl.keystore.key"),
        arguments(pem("ssl.keystore.key", key("AAAA" + HIDDEN)), "ssl."),
        arguments(pem("ssl.keystore.key", key("%" + HIDDEN)), "ssl."),
        arguments(pem("ssl.keystore.certificate.chain", HIDDEN), "ssl."),
        arguments(trusting(HIDDEN), "ssl.truststore.certificates"),
        arguments(trusting(certificate("AAAA" + HIDDEN)), "ssl."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusal_namesTheGroupOfSettings_butNoValue(Map<String, String> settings, String named) {
    Throwable refusal = refusal(settings);

    assertThat(refusal)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining(HIDDEN);
  }

  @Test
  void nullValue_isRefused_withTheNameOnOneLine() {
    Throwable refusal =
        catchThrowable(
            () -> KafkaNotificationPublisher.builder("events").property("a\nb\u001b", nothing()));

    assertThat(refusal).isInstanceOf(NullPointerException.class);
    assertThat(refusal.getMessage()).doesNotContain("\n").doesNotContain("\u001b");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a host hands over
  private static <T> T nothing() {
    return null;
  }

  private static Throwable refusal(Map<String, String> settings) {
    return catchThrowable(
        () ->
            KafkaNotificationPublisher.builder("events")
                .bootstrapServers("127.0.0.1:9")
                .properties(settings)
                .build()
                .close());
  }

  private static Map<String, String> sasl(String mechanism, String jaas) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        jaas);
  }

  /**
   * A pair for a client, of which one is wrong in its own way, and the other in none that shows.
   */
  private static Map<String, String> pem(String wrong, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("security.protocol", "SSL");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.certificate.chain", certificate("AAAA"));
    settings.put("ssl.keystore.key", key("AAAA"));
    settings.put(wrong, value);
    return settings;
  }

  private static Map<String, String> trusting(String certificates) {
    return Map.of(
        "security.protocol",
        "SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        certificates);
  }

  private static String key(String base64) {
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  private static String certificate(String base64) {
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }
}
