package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.config.Waits;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
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

  private static Stream<Arguments> eachSetterWith(Duration... times) {
    return SETTERS.keySet().stream()
        .flatMap(setter -> Stream.of(times).map(time -> Arguments.of(setter, time)));
  }

  static Stream<Arguments> timesInRange() {
    return eachSetterWith(Duration.ofDays(365), Duration.ofDays(1), Duration.ofSeconds(20));
  }

  static Stream<Arguments> timesOutOfRange() {
    return eachSetterWith(
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofSeconds(Long.MAX_VALUE),
        Duration.ofMillis(Long.MAX_VALUE),
        Duration.ofNanos(Long.MAX_VALUE),
        Duration.ofDays(365).plusNanos(1),
        Duration.ofSeconds(Long.MIN_VALUE));
  }

  @ParameterizedTest
  @MethodSource("timesInRange")
  void time_isTaken_andWorks(String setter, Duration time) {
    KafkaPublisherBuilder builder =
        SETTERS.get(setter).apply(KafkaNotificationPublisher.builder("t"), time);
    try (var publisher = builder.producer(producer()).closeProducer().build()) {
      assertThat(publisher.completionTimeout()).isBetween(time(20), time(3L * 365 * 86_400));
      assertThat(new Driver(publisher).sendAll(Events.events(0, 4, 2)))
          .allMatch(Delivered.class::isInstance);
    }
  }

  private static Duration time(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @ParameterizedTest
  @MethodSource("timesOutOfRange")
  void time_isRefusedByName_whenItIsOutOfRange(String setter, Duration time) {
    KafkaPublisherBuilder builder = KafkaNotificationPublisher.builder("t");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTERS.get(setter).apply(builder, time))
        .withMessageStartingWith(setter + " must ");
  }

  @Test
  void completionTimeout_stopsAtACentury_whenKafkaMayBlockForLonger() {
    try (var publisher =
        KafkaNotificationPublisher.builder("t")
            .bootstrapServers("127.0.0.1:1")
            .property("max.block.ms", Long.MAX_VALUE)
            .property("delivery.timeout.ms", Integer.MAX_VALUE)
            .build()) {
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

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(
        Cluster.empty(),
        true,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
