package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every time that can be set, from the shortest to the longest there is. */
class KafkaExtremesTest {

  private static final Map<
          String, BiFunction<KafkaPublisherBuilder, Duration, KafkaPublisherBuilder>>
      SETTERS =
          Map.of(
              "metadataTimeout", KafkaPublisherBuilder::metadataTimeout,
              "unknownTopicTimeout", KafkaPublisherBuilder::unknownTopicTimeout,
              "closeTimeout", KafkaPublisherBuilder::closeTimeout,
              "completionTimeout", KafkaPublisherBuilder::completionTimeout);

  static Stream<Arguments> times() {
    return SETTERS.keySet().stream()
        .flatMap(
            setter ->
                Stream.of(
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                        Duration.ofSeconds(Long.MAX_VALUE),
                        Duration.ofMillis(Long.MAX_VALUE),
                        Duration.ofNanos(Long.MAX_VALUE),
                        Duration.ofDays(1),
                        Duration.ofSeconds(20))
                    .map(time -> Arguments.of(setter, time)));
  }

  @ParameterizedTest
  @MethodSource("times")
  void time_isTaken_andWorks(String setter, Duration time) {
    KafkaPublisherBuilder builder =
        SETTERS.get(setter).apply(KafkaNotificationPublisher.builder("t"), time);
    try (var publisher = builder.producer(producer()).closeProducer().build()) {
      assertThat(publisher.completionTimeout()).isPositive().isLessThanOrEqualTo(Waits.LONGEST);
      assertThat(publisher.completionTimeout().toNanos()).isPositive();
      assertThat(new Driver(publisher).sendAll(Events.events(0, 4, 2)))
          .allMatch(Delivered.class::isInstance);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadataTimeout", "unknownTopicTimeout"})
  void longestTime_isTaken_byAPublisherWithAProducerOfItsOwn(String setter) {
    KafkaPublisherBuilder builder =
        KafkaNotificationPublisher.builder("t")
            .bootstrapServers("127.0.0.1:1")
            .property("max.block.ms", Long.MAX_VALUE)
            .property("delivery.timeout.ms", Integer.MAX_VALUE);

    try (var publisher =
        SETTERS.get(setter).apply(builder, Duration.ofSeconds(Long.MAX_VALUE)).build()) {
      assertThat(publisher.completionTimeout()).isEqualTo(Waits.LONGEST);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE, Long.MAX_VALUE})
  void longestLinger_makesTheLongestDeliveryTimeout(long linger) {
    assertThat(ProducerDefaults.complete(Map.of("linger.ms", linger)))
        .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE)
        .containsEntry("request.timeout.ms", 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"metadataTimeout", "unknownTopicTimeout", "closeTimeout", "completionTimeout"})
  void negativeTime_isRefusedByName(String setter) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SETTERS
                    .get(setter)
                    .apply(
                        KafkaNotificationPublisher.builder("t"),
                        Duration.ofSeconds(Long.MIN_VALUE)))
        .withMessageContaining(setter);
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(
        Cluster.empty(),
        true,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
