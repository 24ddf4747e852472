package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.config.RiskyOverrides;
import io.github.maestroevents.spi.WithheldText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class KafkaPublisherBuilderTest {

  private static final Logger ADAPTERS_LOG =
      (Logger) LoggerFactory.getLogger("io.github.maestroevents.kafka");

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    ADAPTERS_LOG.addAppender(logged);
    ADAPTERS_LOG.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    ADAPTERS_LOG.detachAppender(logged);
    ADAPTERS_LOG.setAdditive(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", ".", "..", "ü"})
  void topic_isRefusedAtOnce_whenKafkaHasNoSuchName(String topic) {
    assertThatThrownBy(() -> KafkaNotificationPublisher.builder(topic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a Kafka topic name")
        .hasMessageContaining(WithheldText.shape(topic));
  }

  @ParameterizedTest
  @CsvSource({
    "acks, most",
    "linger.ms, soon",
    "batch.size, -1",
    "compression.type, zip",
    "delivery.timeout.ms, -5",
    "bootstrap.servers, localhost",
    "bootstrap.servers, localhost:99999",
    "transactional.id, tx-1"
  })
  void property_isRefusedAtOnce_byItsNameAndWithoutItsValue(String name, String value) {
    assertThatThrownBy(() -> builder().property(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining(": " + value)
        .hasNoCause();
  }

  @Test
  void durationsAndCounts_areRefusedAtOnce_withTheirValueInTheMessage() {
    List<Consumer<KafkaPublisherBuilder>> mistakes =
        List.of(
            b -> b.metadataTimeout(Duration.ofSeconds(-7)),
            b -> b.unknownTopicTimeout(Duration.ofSeconds(-7)),
            b -> b.closeTimeout(Duration.ofSeconds(-7)),
            b -> b.completionTimeout(Duration.ofSeconds(-7)),
            b -> b.maxBatchEvents(-7));
    assertThat(mistakes)
        .allSatisfy(
            mistake ->
                assertThatThrownBy(() -> mistake.accept(builder()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-7"));
  }

  @Test
  void build_refusesWhatOnlyTheClientCanCheck() {
    assertThatThrownBy(
            () ->
                builder()
                    .property("security.protocol", "SSL")
                    .property("ssl.truststore.location", "/no/such/truststore.p12")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ssl.truststore.location")
        .hasMessageContaining("NoSuchFileException")
        .hasMessageNotContaining("/no/such");
    assertThatThrownBy(
            () ->
                builder()
                    .property("delivery.timeout.ms", 1_000)
                    .property("request.timeout.ms", 2_000)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delivery.timeout.ms");
  }

  @Test
  void build_refusesSettingsThatAreMissingOrExcludeEachOther() {
    assertThatThrownBy(() -> KafkaNotificationPublisher.builder("events").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bootstrapServers");
    assertThatThrownBy(() -> builder().producer(new MockProducer<>()).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bootstrap.servers");
    assertThatThrownBy(() -> builder().closeProducer().build())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder().completionTimeout(Duration.ofSeconds(1)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("delivery.timeout.ms");
  }

  @Test
  void unknownProperty_isWarnedOfByNameAlone() {
    builder().property("lingre.ms", "value-of-it").build().close();

    assertThat(warnings()).singleElement().asString().contains("lingre.ms");
    assertThat(warnings().toString()).doesNotContain("value-of-it");
  }

  @Test
  void defaults_areWarnedOfByNobody() {
    builder().build().close();

    assertThat(warnings()).isEmpty();
  }

  @Test
  void overrides_thatCostOrderOrDurability_areWarnedOfByName() {
    builder()
        .property("acks", "1")
        .property("max.in.flight.requests.per.connection", 10)
        .property("retries", 0)
        .property("partitioner.ignore.keys", true)
        .property("max.block.ms", 60_000)
        .build()
        .close();

    for (String name :
        List.of(
            "acks=1",
            "enable.idempotence",
            "max.in.flight.requests.per.connection=10",
            "retries=0",
            "partitioner.ignore.keys",
            "max.block.ms=60000")) {
      assertThat(warnings()).anyMatch(warning -> warning.contains(name));
    }
  }

  /** Each by itself: another setting beside it may be named and hide that it is not. */
  @ParameterizedTest
  @CsvSource({
    "retries, 0, later events of their keys pass",
    "enable.idempotence, false, a later event of a key passes",
    "acks, 0, no broker took it",
    "acks, 1, lost with the broker",
    "max.in.flight.requests.per.connection, 6, a later event of a key passes",
    "partitioner.class, org.apache.kafka.clients.producer.RoundRobinPartitioner, order per key",
    "partitioner.ignore.keys, true, lose their order",
    "key.serializer, org.apache.kafka.common.serialization.ByteArraySerializer, lose their order",
    "value.serializer, org.apache.kafka.common.serialization.ByteArraySerializer, is rejected",
    "interceptor.classes, a.host.Interceptor, costs the order of a key",
    "max.block.ms, 1001, stands still",
    "max.block.ms, 1000, ",
    "max.in.flight.requests.per.connection, 1, ",
    "partitioner.ignore.keys, false, ",
    "interceptor.classes, '', ",
    "retries, 3, ",
    "max.in.flight.requests.per.connection, 5, ",
    "acks, all, ",
    "enable.idempotence, true, ",
  })
  void setting_isWarnedOfByName_ifItGivesUpOrderOrDurability(
      String name, String value, String cost) {
    List<String> costs = RiskyOverrides.costs(Map.of(name, value));

    if (cost == null) {
      assertThat(costs).isEmpty();
    } else {
      assertThat(costs)
          .anySatisfy(
              warning -> assertThat(warning).contains(cost).containsAnyOf(name, "max.in.flight"));
    }
  }

  @Test
  void retries_areNamed_whereTheyGiveUpOrder() {
    assertThat(RiskyOverrides.costs(Map.of("retries", 0)))
        .anyMatch(cost -> cost.startsWith("retries=0") && cost.contains("pass"));
    assertThat(
            RiskyOverrides.costs(Map.of("retries", 0, "max.in.flight.requests.per.connection", 1)))
        .noneMatch(cost -> cost.contains("pass"));
  }

  /** The client's telemetry logs errors when a producer is stopped in a callback. */
  @Test
  void clientSendsNoTelemetry_unlessTheHostWantsThat() {
    assertThat(ProducerDefaults.complete(Map.of()).get("enable.metrics.push")).isEqualTo(false);
    assertThat(
            ProducerDefaults.complete(Map.of("enable.metrics.push", true))
                .get("enable.metrics.push"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"-, -, 1000, 5000", "200, -, 200, 5000", "-, 200, 200, 200", "9000, -, 9000, 9000"})
  void pausesBetweenConnects_areLong_butAsTheHostWantsThem(
      String first, String longest, long firstInUse, long longestInUse) {
    Map<String, Object> host = new HashMap<>(Map.of("reconnect.backoff.ms", first));
    host.put("reconnect.backoff.max.ms", longest);
    host.values().removeIf("-"::equals);

    Map<String, Object> config = ProducerDefaults.complete(host);

    assertThat(Long.parseLong(config.get("reconnect.backoff.ms").toString())).isEqualTo(firstInUse);
    assertThat(Long.parseLong(config.get("reconnect.backoff.max.ms").toString()))
        .isEqualTo(longestInUse);
  }

  @Test
  void completionTimeout_followsTheDeliveryTimeout() {
    try (var usual = builder().build();
        var longer = builder().property("delivery.timeout.ms", "60000").build();
        var shorter = builder().property("delivery.timeout.ms", 3_000).build()) {
      assertThat(longer.completionTimeout().minus(usual.completionTimeout()))
          .isEqualTo(Duration.ofSeconds(30));
      assertThat(usual.completionTimeout().minus(shorter.completionTimeout()))
          .isEqualTo(Duration.ofSeconds(27));
    }
  }

  @Test
  void toString_tellsTopicServersAndOverrides_butNoSecret() {
    Properties properties = new Properties();
    properties.setProperty("ssl.keystore.password", "hush-1");
    try (var publisher =
        builder()
            .properties(Map.of("linger.ms", 7, "my.api.token", "hush-2"))
            .properties(properties)
            .build()) {
      assertThat(publisher.toString())
          .contains("topic=events", "bootstrap.servers=localhost:9", "linger.ms=7")
          .contains("ssl.keystore.password=[hidden]", "my.api.token=[hidden]")
          .doesNotContain("hush");
    }
    assertThat(warnings().toString()).doesNotContain("hush");
  }

  @Test
  void secret_isNotInTheMessage_whenItsValueIsRefused() {
    assertThatThrownBy(() -> builder().property("ssl.key.password", 4711))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ssl.key.password")
        .hasMessageNotContaining("4711")
        .hasNoCause();
  }

  @Test
  void extremeTimes_areRefusedByName() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    refused(() -> builder().metadataTimeout(longest), "metadataTimeout");
    refused(() -> builder().unknownTopicTimeout(longest), "unknownTopicTimeout");
    refused(() -> builder().closeTimeout(longest), "closeTimeout");
    refused(() -> builder().completionTimeout(longest), "completionTimeout");
  }

  private static void refused(ThrowingCallable setting, String name) {
    assertThatThrownBy(setting)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " must be at most 365 days: PT");
  }

  private static KafkaPublisherBuilder builder() {
    return KafkaNotificationPublisher.builder("events").bootstrapServers("localhost:9");
  }

  private List<String> warnings() {
    return logged.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
