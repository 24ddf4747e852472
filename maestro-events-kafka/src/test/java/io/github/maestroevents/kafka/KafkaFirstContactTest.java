package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A partition that refuses what it gets first, as a new one does whose broker does not lead it yet.
 * A broker takes whatever comes next from a producer that it does not know, and then the first
 * never again, for its sequence; see {@code docs/kafka.md}.
 */
class KafkaFirstContactTest {

  private static final int EVENTS = 40;
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Long enough for a client to send all it has before it hears of the first. */
  private static final Duration QUIET = Duration.ofMillis(20);

  @ParameterizedTest
  @EnumSource(
      value = Errors.class,
      names = {
        "NOT_LEADER_OR_FOLLOWER",
        "UNKNOWN_TOPIC_OR_PARTITION",
        "LEADER_NOT_AVAILABLE",
        "NOT_ENOUGH_REPLICAS",
        "KAFKA_STORAGE_ERROR",
        "CORRUPT_MESSAGE"
      })
  void firstEventsOfAPartition_arriveWithTheOthers_whenTheyAreRefusedAtFirst(Errors refusal) {
    try (ScriptedBroker broker = ScriptedBroker.startPipelined(PARTITIONS, QUIET)) {
      broker.refuse(value -> true, refusal, PARTITIONS);
      Map<Integer, DeliveryOutcome> outcomes = new ConcurrentHashMap<>();
      try (KafkaNotificationPublisher kafka = publisher(broker)) {
        kafka.sendBatch(events(0), outcomes::put);
        kafka.sendBatch(events(EVENTS), (event, outcome) -> outcomes.put(EVENTS + event, outcome));
        Await.until("all are answered", PATIENCE, () -> outcomes.size() == 2 * EVENTS);
      }

      assertThat(outcomes.values()).containsOnly(DeliveryOutcome.delivered());
      assertThat(broker.isThroughTheScript()).isTrue();
    }
  }

  private static KafkaNotificationPublisher publisher(ScriptedBroker broker) {
    return KafkaNotificationPublisher.builder("events")
        .bootstrapServers(broker.bootstrapServers())
        .property("compression.type", "none")
        // Each event is a batch of the client's, so that the second leaves behind the first.
        .property("batch.size", 1)
        .property("retry.backoff.ms", 10)
        .property("retry.backoff.max.ms", 20)
        .metadataTimeout(PATIENCE) // on a busy machine forty round trips take a while
        .build();
  }

  private static List<EncodedEvent> events(int from) {
    return IntStream.range(from, from + EVENTS).mapToObj(i -> Events.event("key-" + i, i)).toList();
  }
}
