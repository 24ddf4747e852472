package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.KafkaService;
import io.github.maestroevents.testkit.BatchNotificationPublisherContract;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rules of every publisher and every adapter, against a real broker; a topic for each rule. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaPublisherContractTest extends BatchNotificationPublisherContract {

  private static final String RETRIED = "RETRIED";
  private static final String MISSING = "not-there";
  private static final int TOPIC_MAX_BYTES = 200_000;

  private KafkaService kafka;
  private int topics;

  private String topic;

  /** What these tests run against; overridden where they run again elsewhere. */
  KafkaService startKafka() {
    return KafkaCluster.start();
  }

  @BeforeAll
  void startBroker() {
    kafka = startKafka();
  }

  @AfterAll
  void stopBroker() {
    kafka.close();
  }

  @Override
  protected BatchNotificationPublisher createPublisher() {
    topic = "rule-" + ++topics;
    kafka.createTopic(topic, 3, Map.of("max.message.bytes", Integer.toString(TOPIC_MAX_BYTES)));
    return KafkaNotificationPublisher.builder(TopicSelector.byType(Map.of(RETRIED, MISSING), topic))
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

  /** Its topic does not exist, so it waits for the metadata timeout and is to be retried. */
  @Override
  protected Optional<EncodedEvent> retriedEvent(String orderingKey) {
    return Optional.of(Events.event(RETRIED, orderingKey, 1, new byte[] {1}));
  }

  @Override
  protected Optional<EncodedEvent> refusedEvent() {
    return Optional.of(Events.event("refused", 1, new byte[TOPIC_MAX_BYTES + 1]));
  }
}
