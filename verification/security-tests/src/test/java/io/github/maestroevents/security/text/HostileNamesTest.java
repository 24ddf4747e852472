package io.github.maestroevents.security.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.kafka.KafkaPublisherBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile texts where names of threads and of JMX beans are made of them. The library registers no
 * beans; Kafka's client does, by its {@code client.id}, and quotes no more than line breaks there.
 */
class HostileNamesTest {

  private static final long SEED = 20_261_201;

  /** A name, and what Kafka and this library put around it. */
  private static final int MAX_NAME_CHARS = 600;

  static Stream<String> texts() {
    HostileTexts texts = new HostileTexts(SEED);
    return Stream.generate(texts::next).limit(20);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void nameOfADestination_clusterOrWorkflow_comesIntoNoBean_andEscapedIntoThreads(String text) {
    try (NonBlockingNotificationPublisher engine = engine(builder(), text)) {
      engine.send(
          StepInstanceStatusChangeEvent.builder()
              .workflowId(text)
              .stepId(text)
              .clusterName(text)
              .correlationId(text)
              .build());

      requireVisibleNames();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void clientId_isRefused_orVisibleInEveryBeanAndThread(String text) {
    KafkaPublisherBuilder named;
    try {
      named = builder().property("client.id", text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("client.id");
      assertThat(HostileTexts.foundIn(refused.getMessage(), MAX_NAME_CHARS)).isNull();
      return;
    }
    try (NonBlockingNotificationPublisher engine = engine(named, "kafka")) {
      assertThat(engine.toString()).isNotEmpty();
      requireVisibleNames();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\u001b[31m",
        "a\u009b",
        "a\u202e",
        "a\u2028",
        "\ud800",
        "\u3164",
        "a\u0300\u0300\u0300\u0300\u0300\u0300\u0300\u0300\u0300"
      })
  void clientId_isRefused_whenACharacterOfItHides(String text) {
    assertThatThrownBy(() -> builder().property("client.id", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client.id");
  }

  /** What it gives is seen by nobody before Kafka names its threads and beans after it. */
  @ParameterizedTest
  @ValueSource(strings = {"${file:/etc/key:name}", "node-${env:HOST}", "${a:b}${c:d}"})
  void clientId_isRefused_whenAConfigProviderWouldGiveAPartOfIt(String text) {
    assertThatThrownBy(() -> builder().property("client.id", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("client.id", "config provider")
        .hasMessageNotContaining("HOST");
    Map<String, Object> properties =
        Map.of(
            "client.id", text,
            "config.providers", "file",
            "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider");
    assertThatThrownBy(() -> builder().properties(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client.id");
  }

  /** Else nothing would be found because there is nothing. */
  @Test
  void clientId_isFoundInBeansAndThreads() {
    String id = "'{}\" é字 %n" + "x".repeat(240);
    try (NonBlockingNotificationPublisher engine =
        engine(builder().property("client.id", id), "kafka")) {
      assertThat(engine.toString()).isNotEmpty();
      assertThat(beans()).anyMatch(name -> name.contains("é字 %nxxx"));
      assertThat(threads()).anyMatch(name -> name.contains(id));
      requireVisibleNames();
    }
  }

  private static void requireVisibleNames() {
    assertThat(Stream.concat(beans(), threads()))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(HostileTexts.foundIn(name, MAX_NAME_CHARS)).isNull())
        .noneMatch(name -> name.contains("\n"));
  }

  private static Stream<String> beans() {
    return ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
        .map(Objects::toString);
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  private static NonBlockingNotificationPublisher engine(KafkaPublisherBuilder kafka, String name) {
    return NonBlockingNotificationPublisher.builder(kafka.build())
        .name(name)
        .closeTimeout(Duration.ofMillis(1))
        .build();
  }

  private static KafkaPublisherBuilder builder() {
    return KafkaNotificationPublisher.builder("events")
        .bootstrapServers("127.0.0.1:9")
        .closeTimeout(Duration.ofMillis(1));
  }
}
