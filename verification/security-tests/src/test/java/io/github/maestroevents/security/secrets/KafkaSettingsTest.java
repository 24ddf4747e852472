package io.github.maestroevents.security.secrets;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.kafka.KafkaPublisherBuilder;
import io.github.maestroevents.kafka.TopicSelector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret in each setting of the Kafka publisher: in the right place, and in any other. */
class KafkaSettingsTest {

  /** Making a client takes its time, so one is made for so many shapes of a password. */
  private static final int SOME = 6;

  private static final List<String> OF_OTHERS =
      List.of(
          "basic.auth.user.info",
          "proxy.url",
          "ssl.truststore.pwd",
          "schema.registry.url",
          "sasl.oauthbearer.assertion.claim.sub",
          "my.own.setting",
          "authorization");

  static Stream<String> properties() {
    return Stream.concat(ProducerConfig.configNames().stream().sorted(), OF_OTHERS.stream());
  }

  @ParameterizedTest
  @MethodSource("properties")
  void secret_isNotTold_inWhateverPropertyItStands(String property) {
    try (Outputs outputs = new Outputs()) {
      for (String password : Marked.passwords()) {
        outputs.addResultOf(() -> builder().property(property, password));
        outputs.addResultOf(() -> builder().properties(Map.of(property, List.of(password))));
      }
      outputs.addResultOf(() -> started(builder().property(property, Marked.passwords().get(0))));
      outputs.requireClean(property);
    }
  }

  @Test
  void secret_isNotTold_whenItStandsInTheBootstrapServers() {
    try (Outputs outputs = new Outputs()) {
      for (String scheme : List.of("kafka", "https", "SASL_SSL")) {
        for (String url : Marked.urls(scheme, "127.0.0.1:9")) {
          outputs.addResultOf(() -> builder().bootstrapServers(url));
          outputs.addResultOf(() -> builder().bootstrapServers("127.0.0.1:9," + url));
          outputs.addResultOf(
              () -> builder().property("bootstrap.servers", List.of("127.0.0.1:9", url)));
        }
      }
      outputs.addResultOf(
          () -> started(builder().bootstrapServers("user%3A" + Marked.TEXT + "%40127.0.0.1:9")));
      outputs.requireClean("bootstrap servers");
    }
  }

  @Test
  void secret_isNotTold_whenItStandsForATopic() {
    try (Outputs outputs = new Outputs()) {
      for (String url : Marked.urls("kafka", "host/topic")) {
        outputs.addResultOf(() -> KafkaNotificationPublisher.builder(url + "/"));
        outputs.addResultOf(
            () -> TopicSelector.bySource(Map.of(url, "topic"), "others").toString());
      }
      String url = Marked.urls("https", "engine").get(0);
      outputs.addResultOf(
          () ->
              started(
                  KafkaNotificationPublisher.builder(
                          TopicSelector.bySource(Map.of(url, "topic"), "others"))
                      .bootstrapServers("127.0.0.1:9")));
      outputs.requireClean("topics");
    }
  }

  @Test
  void secret_isNotTold_whenItStandsInTheNameOfAProperty() {
    try (Outputs outputs = new Outputs()) {
      Properties broken = new Properties();
      broken.setProperty("password=\"" + Marked.TEXT + "\";", "");
      outputs.addResultOf(() -> started(builder().properties(broken)));
      outputs.requireClean("names of properties");
    }
  }

  static Stream<Map<String, String>> refusedTogether() {
    String jaas = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    return Marked.passwords().stream()
        .limit(SOME)
        .flatMap(
            password ->
                Stream.of(
                    Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        jaas + "username=\"u\" password=\"" + password),
                    Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        jaas + "username=u password=" + password + " \" = ;"),
                    Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        password,
                        "sasl.jaas.config",
                        password),
                    Map.of(
                        "security.protocol",
                        "SSL",
                        "ssl.truststore.location",
                        "/none/" + password,
                        "ssl.truststore.password",
                        password),
                    Map.of(
                        "security.protocol",
                        "SSL",
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.key",
                        password,
                        "ssl.keystore.certificate.chain",
                        password,
                        "ssl.key.password",
                        password),
                    Map.of("interceptor.classes", password, "metric.reporters", password),
                    Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "OAUTHBEARER",
                        "sasl.login.retry.backoff.ms",
                        "1",
                        "sasl.login.retry.backoff.max.ms",
                        "1",
                        "sasl.login.callback.handler.class",
                        "org.apache.kafka.common.security.oauthbearer"
                            + ".OAuthBearerLoginCallbackHandler",
                        "sasl.oauthbearer.token.endpoint.url",
                        "https://u:" + password + "@host/token?" + password,
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"
                            + " required clientId=\"c\" clientSecret=\""
                            + Marked.TEXT
                            + "\";")));
  }

  @ParameterizedTest
  @MethodSource("refusedTogether")
  void secret_isNotTold_whenTheClientRefusesItsSettings(Map<String, String> settings) {
    try (Outputs outputs = new Outputs()) {
      outputs.addResultOf(() -> started(builder().properties(settings)));
      outputs.requireClean(settings.keySet().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  void valueOutOfAConfigProvider_isNotTold_whicheverPropertyItIsFor(String property) {
    try (Outputs outputs = new Outputs()) {
      for (String provider :
          property.startsWith("sasl.jaas")
              ? List.of("gives", "fails", "refuses")
              : List.of("gives")) {
        outputs.addResultOf(
            () ->
                started(
                    builder()
                        .property("config.providers", "marked")
                        .property("config.providers.marked.class", Provider.class.getName())
                        .property(property, "${marked:" + provider + ":key}")));
      }
      outputs.requireClean(property);
    }
  }

  /** Built, started in an engine, described and closed: what an operator sees of it. */
  private static String started(KafkaPublisherBuilder builder) {
    try (KafkaNotificationPublisher publisher = builder.closeTimeout(Duration.ofMillis(1)).build();
        NonBlockingNotificationPublisher engine =
            NonBlockingNotificationPublisher.builder(publisher).build()) {
      return publisher + " " + engine + " " + Outputs.beans();
    }
  }

  private static KafkaPublisherBuilder builder() {
    return KafkaNotificationPublisher.builder("events").bootstrapServers("127.0.0.1:9");
  }

  /** Gives what is marked, or says it while it fails. */
  public static final class Provider implements ConfigProvider {

    @Override
    public ConfigData get(String path) {
      return get(path, Set.of("key"));
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
      return switch (path) {
        case "gives" -> new ConfigData(Map.of("key", Marked.TEXT));
        case "fails" -> throw new IllegalStateException("wrong token " + Marked.TEXT);
        default -> throw new ConfigException("url", "https://u:" + Marked.TEXT + "@vault");
      };
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
  }
}
