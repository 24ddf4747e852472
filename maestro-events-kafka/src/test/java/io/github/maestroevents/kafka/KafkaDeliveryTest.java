package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.KafkaService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What arrives in a healthy broker, and who owns what is around it. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaDeliveryTest {

  private KafkaService kafka;

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

  @Test
  void events_arriveUnchangedAndInOrderPerKey() {
    kafka.createTopic("in-order", 6);
    List<EncodedEvent> events = Events.events(0, 1_000, 17);

    try (var publisher = publisher("in-order").build()) {
      assertThat(new Driver(publisher).sendAll(events)).allMatch(Delivered.class::isInstance);
    }

    List<ConsumerRecord<byte[], byte[]>> records = read("in-order", 1_000);
    assertThat(records).hasSize(1_000);
    assertThat(TopicReader.firstArrivals(records))
        .hasSize(17)
        .allSatisfy((key, numbers) -> assertThat(numbers).isSorted());
    Map<String, EncodedEvent> sent = new HashMap<>();
    events.forEach(event -> sent.put(event.id().value(), event));
    assertThat(records)
        .allSatisfy(
            record -> {
              EncodedEvent event = sent.get(TopicReader.header(record, "ce_id"));
              assertThat(record.value()).isEqualTo(event.payload());
              assertThat(record.key()).isEqualTo(event.orderingKey().getBytes(UTF_8));
            });
  }

  @Test
  void record_carriesEachAttributeAsHeader_andTheTimeOfTheEvent() {
    kafka.createTopic("headers", 1);
    EncodedEvent event = Events.event("schlüssel", 1);

    try (var publisher = publisher("headers").build()) {
      new Driver(publisher).sendAll(List.of(event));
    }

    ConsumerRecord<byte[], byte[]> record = read("headers", 1).get(0);
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    Map<String, String> expected = new HashMap<>();
    event.attributes().forEach((name, value) -> expected.put("ce_" + name, value));
    expected.put("content-type", "application/json");
    assertThat(headers).isEqualTo(expected);
    assertThat(record.timestamp())
        .isEqualTo(Instant.parse("2026-11-23T10:15:30.123Z").toEpochMilli());
  }

  @Test
  void record_isReadByTheCloudEventsSdk() {
    kafka.createTopic("cloud-events", 1);
    EncodedEvent event = Events.event("key", 7);

    try (var publisher = publisher("cloud-events").build()) {
      new Driver(publisher).sendAll(List.of(event));
    }

    CloudEvent read =
        TopicReader.read(
                kafka.bootstrapServers(), "cloud-events", 1, new CloudEventDeserializer(), Map.of())
            .get(0)
            .value();
    assertThat(read.getId()).isEqualTo(Events.id("key", 7));
    assertThat(read.getSource()).hasToString("/maestro/prod%20eu");
    assertThat(read.getType()).isEqualTo("io.github.maestroevents." + Events.TYPE);
    assertThat(read.getSubject()).isEqualTo("wörkflow/1/1");
    assertThat(read.getDataContentType()).isEqualTo("application/json");
    assertThat(read.getExtension("partitionkey")).isEqualTo("key");
    assertThat(read.getExtension("level")).isEqualTo("INFO");
    assertThat(read.getData().toBytes()).isEqualTo(event.payload());
  }

  @Test
  void hostEvent_isReadByTheCloudEventsSdk_asTheHostsOwn() {
    kafka.createTopic("host-events", 1);
    StringBuilder id = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      id.append(c); // every character that an id may have
    }
    byte[] avro = {0, 1, 2, (byte) 0xFF};
    HostEvent event =
        HostEvent.builder("com.example.order.shipped", id.toString())
            .source("/shop/orders")
            .subject("bestellung 4711 \u00e4")
            .time(Instant.parse("2026-11-30T12:00:00.123456789Z"))
            .orderingKey("customer 7")
            .level(EventLevel.ERROR)
            .terminal(true)
            .extension("tenant", "acme")
            .body("application/avro", avro)
            .build();

    try (var publisher = publisher("host-events").build()) {
      publisher.send(event);
      publisher.send(HostEvent.builder("t", "1").build());
      // Brokers refuse a record whose timestamp is an hour ahead.
      publisher.send(
          HostEvent.builder("t", "2").time(Instant.parse("9999-12-31T23:59:59Z")).build());
    }

    List<CloudEvent> read =
        TopicReader.read(
                kafka.bootstrapServers(), "host-events", 3, new CloudEventDeserializer(), Map.of())
            .stream()
            .map(ConsumerRecord::value)
            .toList();
    CloudEvent full = read.get(0);
    assertThat(full.getId()).isEqualTo(id.toString());
    assertThat(full.getSource()).hasToString("/shop/orders");
    assertThat(full.getType()).isEqualTo("com.example.order.shipped");
    assertThat(full.getSubject()).isEqualTo("bestellung 4711 \u00e4");
    assertThat(full.getTime().toInstant())
        .isEqualTo(Instant.parse("2026-11-30T12:00:00.123456789Z"));
    assertThat(full.getDataContentType()).isEqualTo("application/avro");
    assertThat(full.getData().toBytes()).isEqualTo(avro);
    assertThat(full.getExtensionNames())
        .containsExactlyInAnyOrder("partitionkey", "level", "terminal", "tenant");
    assertThat(full.getExtension("partitionkey")).isEqualTo("customer 7");
    CloudEvent bare = read.get(1);
    assertThat(bare.getId()).isEqualTo("1");
    assertThat(bare.getSource()).hasToString("/host");
    assertThat(bare.getType()).isEqualTo("t");
    assertThat(bare.getExtensionNames()).containsExactly("level");
    assertThat(read.get(2).getTime()).isEqualTo("9999-12-31T23:59:59Z");
  }

  @Test
  void eventsWithoutKey_keepTheirOrder_amongEachOther() {
    kafka.createTopic("no-key", 6);
    List<EncodedEvent> events = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      events.add(Events.event("", number));
    }

    try (var publisher = publisher("no-key").build()) {
      new Driver(publisher).sendAll(events);
    }

    List<ConsumerRecord<byte[], byte[]>> records = read("no-key", 200);
    assertThat(records)
        .extracting(ConsumerRecord::partition)
        .containsOnly(records.get(0).partition());
    assertThat(TopicReader.firstArrivals(records).get("")).hasSize(200).isSorted();
  }

  @Test
  void send_worksWithoutAnEngine_onAPublisherJustBuilt() {
    kafka.createTopic("stand-alone", 1);
    var event =
        StepInstanceStatusChangeEvent.builder().workflowId("wf").workflowUuid("run-1").build();

    try (var publisher = publisher("stand-alone").build()) {
      publisher.send(event);
    }

    ConsumerRecord<byte[], byte[]> record = read("stand-alone", 1).get(0);
    assertThat(record.value()).isEqualTo(EncodedEvent.of(event).payload());
    assertThat(new String(record.key(), UTF_8)).isEqualTo("run-1");
  }

  @Test
  void hostsProducer_staysOpen_whenThePublisherCloses() throws Exception {
    kafka.createTopic("hosts", 1);
    try (Producer<byte[], byte[]> producer = hostsProducer()) {
      try (var publisher = KafkaNotificationPublisher.builder("hosts").producer(producer).build()) {
        assertThat(new Driver(publisher).sendAll(Events.events(0, 10, 3)))
            .allMatch(Delivered.class::isInstance);
      }

      producer.send(new ProducerRecord<>("hosts", new byte[] {1})).get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void hostsProducer_isRetriedWith_afterTheHostHasClosedIt() {
    kafka.createTopic("hosts-closed", 1);
    Producer<byte[], byte[]> producer = hostsProducer();
    try (var publisher =
        KafkaNotificationPublisher.builder("hosts-closed")
            .producer(producer)
            .closeProducer()
            .build()) {
      Driver driver = new Driver(publisher);
      driver.sendAll(Events.events(0, 1, 1));

      producer.close();

      assertThat(driver.sendOnce(Events.events(1, 3, 1))).allMatch(RetryLater.class::isInstance);
    }
  }

  @Test
  void sendBatch_afterClose_leavesTheEventsToTheirOwner() throws Exception {
    kafka.createTopic("closed", 1);
    var publisher = publisher("closed").build();
    CompletionStage<?> pending = publisher.sendBatch(Events.events(0, 50, 5));
    publisher.close();
    publisher.close();

    pending.toCompletableFuture().get(10, TimeUnit.SECONDS);
    List<DeliveryOutcome> outcomes = new Driver(publisher).sendOnce(Events.events(50, 52, 1));

    assertThat(outcomes)
        .hasSize(2)
        .allSatisfy(
            outcome ->
                assertThat(((RetryLater) outcome).cause())
                    .isInstanceOf(PublisherClosedException.class));
    assertThatThrownBy(() -> publisher.send(StepInstanceStatusChangeEvent.builder().build()))
        .isInstanceOf(PublisherClosedException.class);
  }

  private KafkaPublisherBuilder publisher(String topic) {
    return KafkaNotificationPublisher.builder(topic).bootstrapServers(kafka.bootstrapServers());
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, int distinct) {
    return TopicReader.read(kafka.bootstrapServers(), topic, distinct);
  }

  private Producer<byte[], byte[]> hostsProducer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
