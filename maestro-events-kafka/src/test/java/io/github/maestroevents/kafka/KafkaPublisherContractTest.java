package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testkit.BatchNotificationPublisherContract;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The rules of every publisher and every adapter, against a real broker; a topic for each rule. */
class KafkaPublisherContractTest extends BatchNotificationPublisherContract {

  private static final int TOPIC_MAX_BYTES = 200_000;

  private static KafkaCluster kafka;
  private static int topics;

  private String topic;

  @BeforeAll
  static void startBroker() {
    kafka = KafkaCluster.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Override
  protected BatchNotificationPublisher createPublisher() {
    topic = "rule-" + ++topics;
    kafka.createTopic(topic, 3, Map.of("max.message.bytes", Integer.toString(TOPIC_MAX_BYTES)));
    return KafkaNotificationPublisher.builder(topic)
        .bootstrapServers(kafka.bootstrapServers())
        // The refused event is nothing but zeros.
        .property("compression.type", "none")
        .build();
  }

  @Override
  protected List<ReceivedEvent> received() {
    return TopicReader.read(kafka.bootstrapServers(), topic, 0).stream()
        .map(
            record ->
                ReceivedEvent.of(record.value())
                    .withEventId(new String(record.headers().lastHeader("ce_id").value(), UTF_8)))
        .toList();
  }

  @Override
  protected Optional<EncodedEvent> refusedEvent() {
    return Optional.of(Events.event("refused", 1, new byte[TOPIC_MAX_BYTES + 1]));
  }
}
